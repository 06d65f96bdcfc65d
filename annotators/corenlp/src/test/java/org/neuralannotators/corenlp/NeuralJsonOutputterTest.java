package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.stanford.nlp.ling.CoreAnnotations.ChunkAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.AnnotationOutputter;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations.SentimentClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.AnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;

class NeuralJsonOutputterTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Annotation translated(String text, String... keysAndValues) {
    Annotation document = Documents.of(text);
    Properties properties = NerOptionsTest.properties(keysAndValues);
    properties.setProperty("n.modelLocation", "fake");
    TranslationOptions options = TranslationOptions.read("n", properties);
    FakeTranslator translator = new FakeTranslator();
    translator.alignments = options.translator().alignments();
    new NeuralTranslationAnnotator("n", options, () -> translator).annotate(document);
    return document;
  }

  private static JsonNode printed(Annotation document) throws IOException {
    return JSON.readTree(new NeuralJsonOutputter().print(document));
  }

  @Test
  void translationsAreBesideWhatCoreNlpWrites() throws IOException {
    Annotation document = translated("Ada left .\nTurin");
    JsonNode json = printed(document);
    assertThat(json.get("translation").textValue()).isEqualTo("ADA LEFT .\nTURIN");
    assertThat(json.get("sentences").get(1).get("translation").textValue()).isEqualTo("TURIN");
    for (JsonNode sentence : json.get("sentences")) {
      ((ObjectNode) sentence).remove("translation");
    }
    ((ObjectNode) json).remove("translation");
    assertThat(json).isEqualTo(JSON.readTree(JSONOutputter.jsonPrint(document)));
  }

  @Test
  void hypothesesAndAlignmentsAreWrittenWhereTheyAre() throws IOException {
    JsonNode plain = printed(translated("Ada", "n.nBest", "2")).get("sentences").get(0);
    assertThat(plain.get("translationHypotheses"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"text": "ADA", "score": -1.0, "logProbability": -2.0},
                 {"text": "ada", "score": -2.0, "logProbability": -4.0}]
                """));
    assertThat(plain.has("translationAlignment")).isFalse();

    JsonNode aligned =
        printed(translated("Ada", "n.nBest", "1", "n.alignments", "true")).get("sentences").get(0);
    assertThat(aligned.get("translationAlignment"))
        .isEqualTo(
            JSON.readTree(
                """
                {"source": [{"begin": 0, "end": 3}], "target": [{"begin": 0, "end": 3}],
                 "weights": [[0.75]]}
                """))
        .isEqualTo(aligned.get("translationHypotheses").get(0).get("alignment"));
  }

  @Test
  void classesAndVectorsAreWrittenToo() throws IOException {
    Annotation document = Documents.of("Ada left");
    document.set(CategoryAnnotation.class, "good");
    Documents.sentences(document)
        .get(0)
        .set(CategoryProbabilitiesAnnotation.class, Map.of("good", 0.5));
    Documents.tokens(document).get(1).set(VectorAnnotation.class, new float[] {0.5f, -2});
    JsonNode json = printed(document);
    assertThat(json.get("category").textValue()).isEqualTo("good");
    JsonNode sentence = json.get("sentences").get(0);
    assertThat(sentence.get("categoryProbabilities").get("good").doubleValue()).isEqualTo(0.5);
    assertThat(sentence.get("tokens").get(0).has("vector")).isFalse();
    assertThat(sentence.get("tokens").get(1).get("vector")).isEqualTo(JSON.readTree("[0.5, -2.0]"));
  }

  @Test
  void sentimentChunksAndAnswersAreWrittenToo() throws IOException {
    Annotation document = Documents.of("Ada left");
    Documents.sentences(document).get(0).set(SentimentClass.class, "Very positive");
    Documents.tokens(document).get(1).set(ChunkAnnotation.class, "B-VP");
    document.set(
        AnswersAnnotation.class,
        List.of(
            new DocumentAnswer("Who?", "Ada", 0, 3, 0, 1, 0.5),
            new DocumentAnswer("How?", "left", 4, 8, -1, -1, 0.5)));
    JsonNode json = printed(document);
    JsonNode sentence = json.get("sentences").get(0);
    assertThat(sentence.get("sentiment").textValue()).isEqualTo("Very positive");
    assertThat(sentence.get("tokens").get(0).has("chunk")).isFalse();
    assertThat(sentence.get("tokens").get(1).get("chunk").textValue()).isEqualTo("B-VP");
    assertThat(json.get("answers"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"question": "Who?", "text": "Ada", "confidence": 0.5, "characterOffsetBegin": 0,
                  "characterOffsetEnd": 3, "docTokenBegin": 0, "docTokenEnd": 1},
                 {"question": "How?", "text": "left", "confidence": 0.5, "characterOffsetBegin": 4,
                  "characterOffsetEnd": 8}]
                """));
  }

  @Test
  void aDocumentWithoutSentencesIsWrittenAsCoreNlpDoes() throws IOException {
    Annotation document = new Annotation("Ada");
    assertThat(printed(document)).isEqualTo(JSON.readTree(JSONOutputter.jsonPrint(document)));
  }

  @Test
  void encodingAndPrettinessAreThoseOfTheOptions() throws IOException {
    Properties properties =
        NerOptionsTest.properties("encoding", "ISO-8859-1", "output.prettyPrint", "false");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new NeuralJsonOutputter()
        .print(translated("\u00e9"), bytes, AnnotationOutputter.getOptions(properties));
    assertThat(bytes.toString("ISO-8859-1"))
        .contains("\"translation\":\"\u00c9\"")
        .doesNotContain("\n");
  }
}
