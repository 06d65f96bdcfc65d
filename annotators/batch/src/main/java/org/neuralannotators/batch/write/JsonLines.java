package org.neuralannotators.batch.write;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.neuralannotators.batch.write.AnnotatedDocument.Category;
import org.neuralannotators.batch.write.AnnotatedDocument.DocumentSummary;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;
import org.neuralannotators.batch.write.AnnotatedDocument.Reply;
import org.neuralannotators.batch.write.AnnotatedDocument.Sentence;
import org.neuralannotators.batch.write.AnnotatedDocument.Token;

/**
 * Lines of JSON lines: what was found in a document without its text, tokens only where they have
 * parts of speech and sentences only where they have classes or translations; or why there is
 * nothing. Thread-safe.
 */
public final class JsonLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ERROR = "error";

  private JsonLines() {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Annotated(
      String id,
      List<Line> entities,
      List<Tag> tokens,
      List<Line> chunks,
      List<Category> classes,
      List<Reply> answers,
      List<DocumentSummary> summaries,
      List<Sentence> sentences) {}

  /** Names its model where several look for the same. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Line(
      int begin, int end, String text, String label, double confidence, String modelId) {}

  private record Tag(int begin, int end, String pos) {}

  private record Failed(String id, String error) {}

  /** The line of a document, with its end. */
  public static byte[] annotated(DocumentResult result) {
    AnnotatedDocument document = result.document();
    return line(
        new Annotated(
            result.id(),
            lines(document.entities(), result.layers(Layer.Kind.ENTITIES) > 1),
            result.layers(Layer.Kind.PARTS_OF_SPEECH) > 0 ? tags(document.tokens()) : null,
            lines(document.chunks(), result.layers(Layer.Kind.CHUNKS) > 1),
            document.classes(),
            document.answers(),
            document.summaries(),
            result.layers(Layer.Kind.CLASSES_OF_SENTENCES) + result.layers(Layer.Kind.TRANSLATION)
                    > 0
                ? document.sentences()
                : null));
  }

  private static List<Line> lines(List<Mention> mentions, boolean several) {
    return mentions == null
        ? null
        : mentions.stream()
            .map(
                m ->
                    new Line(
                        m.begin(),
                        m.end(),
                        m.text(),
                        m.label(),
                        m.confidence(),
                        several ? m.modelId() : null))
            .toList();
  }

  private static List<Tag> tags(List<Token> tokens) {
    return tokens.stream().map(token -> new Tag(token.begin(), token.end(), token.pos())).toList();
  }

  /** The line of a document that failed, with its end. */
  public static byte[] failed(String id, String reason) {
    return line(new Failed(id, reason));
  }

  /** Why the document of a line failed, if it did; looks no further than there. */
  public static Optional<String> failure(byte[] line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      parser.nextFieldName();
      parser.nextValue();
      return ERROR.equals(parser.nextFieldName())
          ? Optional.of(parser.nextTextValue())
          : Optional.empty();
    }
  }

  static void write(DocumentResult result, OutputStream output) throws IOException {
    output.write(annotated(result));
  }

  private static byte[] line(Object value) {
    try {
      return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings and numbers can be written as JSON", e);
    }
  }
}
