package org.neuralannotators.corenlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.stanford.nlp.ling.CoreAnnotations.ChunkAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.AnnotationOutputter;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations.SentimentClass;
import edu.stanford.nlp.util.CoreMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.Set;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.AnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.PromptAnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.SummaryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAlignmentAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationEntitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationHypothesesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationWarningsAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.text.TranslationWarning;

/**
 * CoreNLP's JSON with what our annotators write beside it, which CoreNLP's outputter leaves out:
 *
 * <pre>
 * outputFormat = custom
 * customOutputter = org.neuralannotators.corenlp.NeuralJsonOutputter
 * </pre>
 *
 * <p>A document and its sentences get {@code translation}, {@code category}, {@code
 * categoryProbabilities} and {@code promptAnswers}, a document {@code answers} and {@code summary},
 * sentences also {@code sentiment}, {@code translationEntities}, {@code translationHypotheses},
 * {@code translationAlignment} and {@code translationWarnings}, sentences and tokens {@code
 * vector}, tokens {@code chunk}. Thread-safe.
 */
public final class NeuralJsonOutputter extends AnnotationOutputter {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Candidate(String text, double score, double logProbability, Alignment alignment) {
    static Candidate of(Hypothesis found) {
      return new Candidate(
          found.text(), found.score(), found.logProbability(), found.alignment().orElse(null));
    }
  }

  /** With CoreNLP's names; places among tokens where there are any. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Answer(
      String question,
      String text,
      double confidence,
      int characterOffsetBegin,
      int characterOffsetEnd,
      Integer docTokenBegin,
      Integer docTokenEnd) {
    static Answer of(DocumentAnswer found) {
      boolean placed = found.tokenBegin() >= 0;
      return new Answer(
          found.question(),
          found.text(),
          found.confidence(),
          found.characterBegin(),
          found.characterEnd(),
          placed ? found.tokenBegin() : null,
          placed ? found.tokenEnd() : null);
    }
  }

  @Override
  public void print(Annotation document, OutputStream target, Options options) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    new JSONOutputter().print(document, plain, options);
    ObjectNode json = (ObjectNode) JSON.readTree(plain.toString(options.encoding));
    add(document, json);
    addAll(document.get(SentencesAnnotation.class), json.path("sentences"));
    ObjectWriter writer = options.pretty ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer();
    OutputStreamWriter output = new OutputStreamWriter(target, options.encoding);
    writer.writeValue(output, json);
    output.flush();
  }

  private static void addAll(List<? extends CoreMap> parts, JsonNode array) {
    for (int i = 0; parts != null && i < parts.size(); i++) {
      CoreMap part = parts.get(i);
      add(part, (ObjectNode) array.get(i));
      addAll(part.get(TokensAnnotation.class), array.get(i).path("tokens"));
    }
  }

  private static void add(CoreMap part, ObjectNode json) {
    put("summary", part.get(SummaryAnnotation.class), json);
    put("translation", part.get(TranslationAnnotation.class), json);
    put("translationEntities", part.get(TranslationEntitiesAnnotation.class), json);
    List<Hypothesis> found = part.get(TranslationHypothesesAnnotation.class);
    if (found != null) {
      put("translationHypotheses", found.stream().map(Candidate::of).toList(), json);
    }
    put("translationAlignment", part.get(TranslationAlignmentAnnotation.class), json);
    Set<TranslationWarning> warnings = part.get(TranslationWarningsAnnotation.class);
    put("translationWarnings", Set.of().equals(warnings) ? null : warnings, json);
    put("category", part.get(CategoryAnnotation.class), json);
    put("categoryProbabilities", part.get(CategoryProbabilitiesAnnotation.class), json);
    put("promptAnswers", part.get(PromptAnswersAnnotation.class), json);
    if (!json.has("sentiment")) {
      // CoreNLP writes that of its own trees alone.
      put("sentiment", part.get(SentimentClass.class), json);
    }
    put("chunk", part.get(ChunkAnnotation.class), json);
    List<DocumentAnswer> answers = part.get(AnswersAnnotation.class);
    if (answers != null) {
      put("answers", answers.stream().map(Answer::of).toList(), json);
    }
    put("vector", part.get(VectorAnnotation.class), json);
  }

  private static void put(String name, Object value, ObjectNode json) {
    if (value != null) {
      json.set(name, JSON.valueToTree(value));
    }
  }
}
