package org.neuralannotators.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.AnnotationSteps.ModelStep;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.batch.write.OutputFolderException;
import org.neuralannotators.bundle.LanguageMismatch;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Models of every kind behind one tokenizer. */
class LayersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private Batch batch;

  @BeforeEach
  void writeDocument() throws Exception {
    batch = new Batch(folder);
    batch.formats = EnumSet.allOf(DocumentFormat.class);
    batch.write("a.txt", "The cat saw ADA\nADA left\n");
  }

  private static ModelStep partsOfSpeech() throws Exception {
    return model(Layer.Kind.PARTS_OF_SPEECH, "fake-pos", "[^ \n]+", "NOUN");
  }

  private static ModelStep chunks() throws Exception {
    return model(Layer.Kind.CHUNKS, "fake-chunk", "The cat|ADA", "NP");
  }

  private static ModelStep classesOfSentences() throws Exception {
    return model(Layer.Kind.CLASSES_OF_SENTENCES, "fake-class", ".+", "good");
  }

  private static ModelStep classOfDocument() throws Exception {
    return model(Layer.Kind.CLASSES_OF_DOCUMENTS, "fake-topic", "(?s).+", "pets");
  }

  private static ModelStep model(Layer.Kind kind, String name, String pattern, String label)
      throws Exception {
    return FakeRecognizer.model(new Layer(kind, name, List.of(label)), pattern, label);
  }

  /** Answers one of its questions. */
  private static ModelStep answers() throws Exception {
    return FakeRecognizer.model(
        new Layer(Layer.Kind.ANSWERS, "fake-qa", List.of("Who saw ADA?", "Where?")),
        "The cat",
        "Who saw ADA?");
  }

  private static List<ModelStep> all() throws Exception {
    return List.of(
        FakeRecognizer.persons(),
        partsOfSpeech(),
        chunks(),
        classesOfSentences(),
        classOfDocument(),
        answers(),
        model(Layer.Kind.SUMMARY, "fake-short", "(?s).+", "ADA & a cat"));
  }

  @Test
  void jsonHasWhatEveryModelFound() throws Exception {
    batch.models = all();
    batch.annotate();

    assertThat(JSON.readTree(batch.output("a.txt.json")))
        .isEqualTo(
            JSON.readTree(
                """
                {"text": "The cat saw ADA\\nADA left\\n",
                 "sentences": [
                  {"begin": 0, "end": 15,
                   "classes": [{"label": "good", "confidence": 0.75, "modelId": "fake-class"}]},
                  {"begin": 16, "end": 24,
                   "classes": [{"label": "good", "confidence": 0.75, "modelId": "fake-class"}]}],
                 "tokens": [
                  {"begin": 0, "end": 3, "tag": "O", "pos": "NOUN", "chunk": "B-NP"},
                  {"begin": 4, "end": 7, "tag": "O", "pos": "NOUN", "chunk": "I-NP"},
                  {"begin": 8, "end": 11, "tag": "O", "pos": "NOUN", "chunk": "O"},
                  {"begin": 12, "end": 15, "tag": "B-PER", "pos": "NOUN", "chunk": "B-NP"},
                  {"begin": 16, "end": 19, "tag": "I-PER", "pos": "NOUN", "chunk": "B-NP"},
                  {"begin": 20, "end": 24, "tag": "O", "pos": "NOUN", "chunk": "O"}],
                 "entities": [
                  {"begin": 12, "end": 19, "text": "ADA\\nADA", "label": "PER", "confidence": 0.75,
                   "modelId": "fake"}],
                 "chunks": [
                  {"begin": 0, "end": 7, "text": "The cat", "label": "NP", "confidence": 0.75,
                   "modelId": "fake-chunk"},
                  {"begin": 12, "end": 15, "text": "ADA", "label": "NP", "confidence": 0.75,
                   "modelId": "fake-chunk"},
                  {"begin": 16, "end": 19, "text": "ADA", "label": "NP", "confidence": 0.75,
                   "modelId": "fake-chunk"}],
                 "classes": [{"label": "pets", "confidence": 0.75, "modelId": "fake-topic"}],
                 "answers": [
                  {"question": "Who saw ADA?", "modelId": "fake-qa",
                   "answer": {"begin": 0, "end": 7, "text": "The cat", "confidence": 0.75}},
                  {"question": "Where?", "answer": null, "modelId": "fake-qa"}],
                 "summaries": [{"text": "ADA & a cat", "modelId": "fake-short"}]}
                """));
  }

  @Test
  void jsonLinesHaveTheSameWithoutTheText() throws Exception {
    batch.models = all();
    batch.annotate();

    JsonNode line = JSON.readTree(batch.output("a.txt.jsonl"));
    JsonNode json = JSON.readTree(batch.output("a.txt.json"));
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "id", "entities", "tokens", "chunks", "classes", "answers", "summaries", "sentences");
    assertThat(line.get("tokens").get(3))
        .isEqualTo(JSON.readTree("{\"begin\": 12, \"end\": 15, \"pos\": \"NOUN\"}"));
    assertThat(line.get("chunks")).hasSize(3);
    assertThat(line.get("classes")).isEqualTo(json.get("classes"));
    assertThat(line.get("answers")).isEqualTo(json.get("answers"));
    assertThat(line.get("summaries")).isEqualTo(json.get("summaries"));
    assertThat(line.get("sentences")).isEqualTo(json.get("sentences"));
  }

  @Test
  void conllHasAColumnForEachTaggerInTheirOrder() throws Exception {
    batch.models = List.of(partsOfSpeech(), chunks(), classOfDocument(), FakeRecognizer.persons());
    batch.annotate();

    assertThat(batch.output("a.txt.conll"))
        .isEqualTo(
            """
            The\tNOUN\tB-NP\tO
            cat\tNOUN\tI-NP\tO
            saw\tNOUN\tO\tO
            ADA\tNOUN\tB-NP\tB-PER

            ADA\tNOUN\tB-NP\tI-PER
            left\tNOUN\tO\tO

            """);
  }

  @Test
  void aTokenThatTheTaggerDidNotSeeHasNoPartOfSpeech() throws Exception {
    batch.models = List.of(model(Layer.Kind.PARTS_OF_SPEECH, "fake-pos", "[a-z]+", "X"));
    batch.annotate();
    assertThat(batch.output("a.txt.conll")).endsWith("ADA\t_\nleft\tX\n\n");
  }

  @Test
  void xmiHasTheAnnotationsOfAll() throws Exception {
    batch.models = all();
    batch.annotate();
    assertThat(batch.output("a.txt.xmi"))
        .contains(
            ":NeuralPartOfSpeech ",
            ":NeuralCategory ",
            ":NeuralChunk ",
            ":NeuralAnswer ",
            ":NeuralSummary ",
            "modelId=\"fake-chunk\"");
  }

  @Test
  void bratHasEntitiesAndChunks() throws Exception {
    batch.models = all();
    batch.annotate();
    assertThat(batch.output("a.txt.ann").lines().filter(line -> line.startsWith("T")))
        .containsExactly(
            "T1\tPER 12 15;16 19\tADA ADA",
            "T2\tNP 0 7\tThe cat",
            "T3\tNP 12 15\tADA",
            "T4\tNP 16 19\tADA");
  }

  @Test
  void thePageShowsWhatEveryModelFound() throws Exception {
    batch.models = all();
    batch.annotate();

    Document page = page("a.txt.html");
    assertThat(texts(page, "mark")).containsExactly("ADA\nADA\u00A0PER, confidence 0.75");
    assertThat(texts(page, "h2"))
        .containsExactly("Entities", "Summary", "Answers", "Sentences", "Tokens");
    assertThat(texts(page, "dt")).containsExactly("Who saw ADA?", "Where?");
    assertThat(texts(page, "dd")).containsExactly("The cat (0.75)", "no answer");
    assertThat(texts(page, "p"))
        .containsExactly(
            "Class of the document: pets 0.75",
            "ADA & a cat",
            "The cat saw ADA good 0.75",
            "ADA left good 0.75");
    assertThat(texts(page, "th"))
        .containsExactly(
            "The",
            "cat",
            "saw",
            "ADA",
            "Part of speech",
            "Chunk",
            "ADA",
            "left",
            "Part of speech",
            "Chunk");
    assertThat(texts(page, "td"))
        .containsExactly(
            "", "NOUN", "NOUN", "NOUN", "NOUN", "B-NP", "I-NP", "O", "B-NP", "", "NOUN", "NOUN",
            "B-NP", "O");
  }

  @Test
  void withoutEntitiesThePageMarksChunks() throws Exception {
    batch.models = List.of(chunks());
    batch.annotate();

    Document page = page("a.txt.html");
    assertThat(texts(page, "h2")).containsExactly("Chunks", "Tokens");
    assertThat(texts(page, "li")).containsExactly("NP 3");
    assertThat(texts(page, "mark")).hasSize(3);
  }

  @Test
  void whatNobodyLooksForIsNotSpokenOf() throws Exception {
    batch.models = List.of(partsOfSpeech());
    batch.annotate();

    JsonNode json = JSON.readTree(batch.output("a.txt.json"));
    assertThat(json.fieldNames()).toIterable().containsExactly("text", "sentences", "tokens");
    assertThat(json.get("tokens").get(0).fieldNames())
        .toIterable()
        .containsExactly("begin", "end", "pos");
    assertThat(JSON.readTree(batch.output("a.txt.jsonl")).fieldNames())
        .toIterable()
        .containsExactly("id", "tokens");
    assertThat(batch.output("a.txt.ann")).isEmpty();
    assertThat(batch.output("a.txt.html")).doesNotContain("Entities", "Chunk", "Class");
  }

  @Test
  void entitiesOfSeveralTaggersKeepTheirModels() throws Exception {
    batch.models =
        List.of(FakeRecognizer.persons(), model(Layer.Kind.ENTITIES, "other", "cat|ADA", "ANIMAL"));
    batch.annotate();

    for (String name : List.of("a.txt.json", "a.txt.jsonl")) {
      assertThat(JSON.readTree(batch.output(name)).get("entities").findValuesAsText("modelId"))
          .as(name)
          .containsExactly("other", "fake", "other", "other");
    }
    assertThat(JSON.readTree(batch.output("a.txt.json")).get("tokens").findValuesAsText("tag"))
        .containsExactly("O", "O", "O", "B-PER", "I-PER", "O");
    assertThat(batch.output("a.txt.conll"))
        .contains("cat\tO\tB-ANIMAL\n", "ADA\tI-PER\tB-ANIMAL\n");
    assertThat(batch.output("a.txt.html")).contains("LOC", "PER", "ANIMAL");
  }

  @Test
  void ourOwnOutputCanBeAnnotatedAgainWithoutDoubles() throws Exception {
    batch.models = all();
    batch.annotate();
    Batch again = new Batch(folder.resolve("again"));
    again.models = batch.models;
    again.formats = batch.formats;
    again.write("a.xmi", batch.output("a.txt.xmi"));
    again.annotate();

    assertThat(again.failures).isEmpty();
    for (String ending : List.of("json", "conll", "ann")) {
      assertThat(again.output("a.xmi." + ending)).isEqualTo(batch.output("a.txt." + ending));
    }
  }

  @Test
  void aFolderThatWasMadeWithOtherModelsIsRefused() throws Exception {
    batch.annotate();
    batch.models = all();
    assertThatThrownBy(() -> batch.annotate())
        .isInstanceOf(OutputFolderException.class)
        .hasMessageContaining(
            "[models] was [[\"fake\"]], is"
                + " [[\"fake\",\"fake-pos\",\"fake-chunk\",\"fake-class\",\"fake-topic\",\"fake-qa\",\"fake-short\"]]");
  }

  @Test
  void theReportNamesAllModels() throws Exception {
    batch.models = all();
    batch.annotate();
    assertThat(JSON.readTree(batch.output("report.json")).get("settings").get("models")).hasSize(7);
  }

  @Test
  void aDocumentInAnotherLanguageIsAnnotatedWithAWarningOnce() throws Exception {
    List<String> warnings = new ArrayList<>();
    batch.models = List.of(checked(LanguageMismatch.WARN, warnings));
    batch.write(
        "b.jsonl",
        """
        {"text": "ADA", "language": "de-AT"}
        {"text": "ADA", "language": "DE"}
        {"text": "ADA", "language": "en-GB"}
        {"text": "ADA", "language": "und"}
        """);
    BatchReport report = batch.annotate();

    assertThat(report.annotated()).isEqualTo(5);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("in the language [de-at]", "[fake] is for [en]");
    assertThat(batch.output("b.jsonl/1.xmi")).contains("language=\"de-at\"");
    assertThat(batch.output("b.jsonl/1.html")).contains("<html lang=\"de-at\">");
  }

  @Test
  void aDocumentInAnotherLanguageFailsAloneIfThatIsAnError() throws Exception {
    batch.models = List.of(checked(LanguageMismatch.ERROR, new ArrayList<>()));
    batch.write("b.jsonl", "{\"text\": \"ADA\", \"language\": \"de\"}\n{\"text\": \"ADA\"}\n");
    batch.annotate();

    Batch again = new Batch(folder.resolve("again"));
    again.models = batch.models;
    again.write("a.xmi", batch.output("a.txt.xmi").replace("language=\"en\"", "language=\"fr\""));
    again.annotate();

    assertThat(batch.reasons())
        .singleElement()
        .asString()
        .contains("in the language [de], and the model [fake] is for [en]");
    assertThat(again.reasons())
        .singleElement()
        .asString()
        .contains("in the language [fr], and the model [fake] is for [en]");
  }

  @Test
  void aLanguageThatIsNoStringIsNamed() throws Exception {
    batch.write("b.jsonl", "{\"text\": \"ADA\", \"language\": 7}\n");
    batch.annotate();
    assertThat(batch.reasons()).containsExactly("[language] is [NUMBER]; expected a string");
  }

  private static ModelStep checked(LanguageMismatch mismatch, List<String> warnings)
      throws Exception {
    ModelStep step = FakeRecognizer.persons();
    return new ModelStep(
        step.engine(), step.layer(), FakeRecognizer.languageCheck("fake", mismatch, warnings::add));
  }

  private Document page(String name) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Files.newInputStream(batch.out.resolve(name)));
  }

  private static List<String> texts(Document page, String element) {
    NodeList found = page.getElementsByTagName(element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(((Element) found.item(i)).getTextContent());
    }
    return texts;
  }
}
