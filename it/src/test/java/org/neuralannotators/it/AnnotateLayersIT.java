package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.label.TagScheme;

/** {@code annotate} with models of every kind. */
class AnnotateLayersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = "Ann lives in Graz. She left.\n";

  @TempDir private static Path models;
  private static String chunker;
  private static String classifier;
  private static String answerer;
  private static String pairs;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train() throws IOException {
    Path data =
        Files.writeString(
            models.resolve("chunks.txt"),
            "Ann B-NP\nlives B-VP\nin B-PP\nGraz B-NP\n. O\n\nShe B-NP\nleft B-VP\n. O\n\n"
                .repeat(20));
    chunker = TinyBundles.tagger(models, "tiny-chunk", data, data, TagScheme.BIOES, 12);
    classifier = TinyBundles.classifier(models);
    answerer = TinyBundles.answerer(models);
    pairs = TinyBundles.pairClassifier(models);
  }

  @BeforeEach
  void writeDocument() throws IOException {
    Files.writeString(folder.resolve("a.txt"), TEXT);
  }

  @Test
  void modelsOfEveryKindShareSentencesAndTokens() throws IOException {
    assertThat(
            annotate(
                "--model",
                "en-ner",
                "--model",
                "en-pos",
                "--model",
                chunker,
                "--model",
                classifier,
                "--model",
                answerer,
                "--question",
                "in",
                "--format",
                "json,conll,xmi"))
        .as(err.toString())
        .isZero();

    JsonNode json = JSON.readTree(output("a.txt.json"));
    assertThat(json.get("sentences")).hasSize(2);
    assertThat(json.get("sentences").get(0).get("classes").get(0).get("label").asText())
        .isEqualTo("name");
    assertThat(json.get("tokens").findValuesAsText("pos"))
        .hasSize(8)
        .startsWith("PROPN")
        .endsWith("PUNCT", "PRON", "VERB", "PUNCT");
    assertThat(json.get("tokens").findValuesAsText("chunk"))
        .containsExactly("B-NP", "B-VP", "B-PP", "B-NP", "O", "B-NP", "B-VP", "O");
    assertThat(json.get("chunks").findValuesAsText("modelId"))
        .hasSize(6)
        .containsOnly("tiny-chunk");
    assertThat(json.get("entities").findValuesAsText("text")).contains("Graz");
    JsonNode reply = json.get("answers").get(0);
    assertThat(reply.get("question").asText()).isEqualTo("in");
    assertThat(reply.get("answer").get("text").asText()).isEqualTo("Graz");
    assertThat(output("a.txt.conll")).contains("She\tO\tPRON\tB-NP\n");
    assertThat(output("a.txt.xmi")).contains(":NeuralChunk ", ":NeuralAnswer ", ":NeuralCategory ");
    assertThat(JSON.readTree(output("report.json")).get("settings").get("models"))
        .isEqualTo(
            JSON.readTree(
                "[\"en-ner\", \"en-pos\", \"tiny-chunk\", \"tiny-classifier\", \"tiny-qa\"]"));
    assertThat(out.toString()).contains("1 documents (0 failed), 8 tokens, ");
  }

  @Test
  void partsOfSpeechAloneAreNoEntities() throws IOException {
    assertThat(annotate("--model", "en-pos")).as(err.toString()).isZero();
    assertThat(JSON.readTree(output("a.txt.json")).has("entities")).isFalse();
    assertThat(out.toString()).contains("8 tokens in").doesNotContain("entities");
  }

  @Test
  void blanksAroundAQuestionDontMatter() throws IOException {
    assertThat(annotate("--model", answerer, "--question", " in ")).as(err.toString()).isZero();
    JsonNode reply = JSON.readTree(output("a.txt.json")).get("answers").get(0);
    assertThat(reply.get("question").asText()).isEqualTo("in");
    assertThat(reply.get("answer").get("text").asText()).isEqualTo("Graz");
  }

  @Test
  void aDocumentIsClassifiedAsAWhole() throws IOException {
    assertThat(annotate("--model", classifier, "--unit", "document")).as(err.toString()).isZero();
    JsonNode json = JSON.readTree(output("a.txt.json"));
    assertThat(json.get("classes")).hasSize(1);
    assertThat(json.get("classes").get(0).get("label").asText()).isEqualTo("name");
    assertThat(json.get("sentences").get(0).has("classes")).isFalse();
  }

  @Test
  void modelsThatDoNotGoTogetherAreRefused() {
    assertRefused("[en-ner], whose annotations", "--model", "en-ner", "--model", "en-ner");
    assertRefused(
        "two taggers of parts of speech, [en-pos] and [en-pos-ptb]",
        "--model",
        "en-pos",
        "--model",
        "en-pos-ptb");
    assertRefused("[--question] is missing", "--model", answerer);
    assertRefused("no [--model] is a question answerer", "--question", "Who?");
    assertRefused("[--question] is [ ]", "--model", answerer, "--question", " ");
    assertRefused("classifies [pairs]; expected one that classifies [texts]", "--model", pairs);
    assertRefused("of the kind [translator]", "--model", "en-de-small");
    assertRefused(
        "[--language] is [de]",
        "--language",
        "de",
        "--language-mismatch",
        "error",
        "--model",
        "en-ner");
  }

  private void assertRefused(String message, String... options) {
    err.getBuffer().setLength(0);
    assertThat(annotate(options)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void otherModelsNeedAnotherFolder() throws IOException {
    assertThat(annotate("--model", "en-pos")).as(err.toString()).isZero();
    assertThat(annotate("--model", "en-pos", "--model", "en-ner")).isEqualTo(2);
    assertThat(err.toString()).contains("[models] was [[\"en-pos\"]], is");
  }

  @Test
  void languagesAreToldByTheirFirstPart() throws IOException {
    assertThat(annotate("--language", "en-GB", "--language-mismatch", "error"))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aDocumentInAnotherLanguageIsAWarningOrFails() throws IOException {
    Files.delete(folder.resolve("a.txt"));
    Files.writeString(
        folder.resolve("a.jsonl"),
        "{\"text\": \"Ann lebt in Graz.\", \"language\": \"de\"}\n".repeat(3));
    assertThat(annotate("--model", "en-ner", "--model", "en-pos")).isZero();
    assertThat(err.toString().lines())
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).startsWith("Warning: A document is in the language [de]"));

    assertThat(annotate("--language-mismatch", "error", "--overwrite")).isEqualTo(1);
    assertThat(out.toString()).contains("3 documents (3 failed)");
    assertThat(output("report.json")).contains("the model [en-ner] is for [en]");
  }

  @Test
  void aDocumentThatSaysTheLanguageOfTheModelNeedsNoOption() throws IOException {
    Path data =
        Files.writeString(
            models.resolve("german.txt"),
            "Ann B-PER\nlebt O\nin O\nGraz B-LOC\n. O\n\n".repeat(20));
    String german = TinyBundles.tagger(models, "tiny-de", "de-AT", data, data, TagScheme.BIO, 2);
    Files.delete(folder.resolve("a.txt"));
    Files.writeString(
        folder.resolve("a.jsonl"), "{\"text\": \"Ann lebt in Graz.\", \"language\": \"de\"}\n");
    assertThat(annotate("--model", german, "--language-mismatch", "error"))
        .as(err.toString())
        .isZero();
    assertThat(err.toString()).isEmpty();
  }

  private int annotate(String... options) {
    String[] command = {"annotate", folder.toString(), "--out", folder.resolve("out").toString()};
    return NeuralAnnotators.run(
        new PrintWriter(out),
        new PrintWriter(err, true),
        Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }
}
