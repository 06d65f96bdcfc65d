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
import org.neuralannotators.batch.write.AnnotatedDocument.Entity;
import org.neuralannotators.batch.write.AnnotatedDocument.Sentence;

/**
 * Lines of JSON lines: the entities of a document, and its sentences with their translations where
 * it was translated; or why there are none. Thread-safe.
 */
public final class JsonLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ERROR = "error";

  private JsonLines() {}

  private record Annotated(
      String id,
      List<Line> entities,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Sentence> sentences) {}

  private record Line(int begin, int end, String text, String label, double confidence) {}

  private record Failed(String id, String error) {}

  /** The line of a document, with its end. */
  public static byte[] annotated(DocumentResult result) {
    AnnotatedDocument document = result.document();
    return line(
        new Annotated(
            result.id(),
            document.entities().stream().map(JsonLines::line).toList(),
            document.translation() == null ? null : document.sentences()));
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

  private static Line line(Entity e) {
    return new Line(e.begin(), e.end(), e.text(), e.label(), e.confidence());
  }

  private static byte[] line(Object value) {
    try {
      return (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings and numbers can be written as JSON", e);
    }
  }
}
