package org.neuralannotators.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.OutputFolderException;

/** Documents whose sentences are lines, and whose translations are in small letters. */
class TranslatedBatchTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private Batch batch;

  @BeforeEach
  void writeDocument() throws Exception {
    batch = new Batch(folder);
    batch.translator = Optional.of(FakeTranslatorModel.MANIFEST);
    batch.formats = EnumSet.allOf(DocumentFormat.class);
    batch.write("a.txt", "Ada MET Bo.\n\nHe left.\n");
  }

  @Test
  void jsonHasTheTranslationOfTheDocumentAndOfEachSentence() throws Exception {
    batch.annotate();

    JsonNode json = JSON.readTree(batch.output("a.txt.json"));
    assertThat(json.get("sentences"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"begin": 0, "end": 11, "translation": {"text": "ada met bo.", "score": -0.5}},
                 {"begin": 13, "end": 21, "translation": {"text": "he left.", "score": -0.5}}]
                """));
    assertThat(json.get("translation"))
        .isEqualTo(
            JSON.readTree(
                """
                {"language": "de", "modelId": "fake-en-de", "text": "ada met bo.\\n\\nhe left.\\n"}
                """));
    assertThat(json.get("entities")).hasSize(1);
  }

  @Test
  void jsonLinesHaveTheSentences() throws Exception {
    batch.annotate();

    JsonNode line = JSON.readTree(batch.output("a.txt.jsonl"));
    assertThat(line.get("entities")).hasSize(1);
    assertThat(line.get("sentences"))
        .isEqualTo(JSON.readTree(batch.output("a.txt.json")).get("sentences"));
  }

  @Test
  void withoutTranslatorNothingSpeaksOfTranslations() throws Exception {
    batch.translator = Optional.empty();
    batch.annotate();
    for (String name : List.of("a.txt.json", "a.txt.jsonl")) {
      assertThat(batch.output(name)).doesNotContain("translation");
    }
    assertThat(batch.output("a.txt.html")).doesNotContain("<section", "<table");
    assertThat(JSON.readTree(batch.output("a.txt.jsonl")).has("sentences")).isFalse();
  }

  @Test
  void xmiHasTheViewAndItsLinks() throws Exception {
    batch.annotate();
    assertThat(batch.output("a.txt.xmi"))
        .contains(
            "sofaID=\"translation\"",
            "sofaString=\"ada met bo.&#10;&#10;he left.&#10;\"",
            ":NeuralTranslation ",
            ":TokenAlignment ");
  }

  @Test
  void thePageShowsEachSentenceWithItsTranslation() throws Exception {
    batch.annotate();
    assertThat(batch.output("a.txt.html"))
        .contains(
            "<h3>Sentence 2</h3>",
            "<p lang=\"en\" dir=\"auto\">He left.</p>",
            "<p lang=\"de\" dir=\"auto\">he left.</p>",
            "title=\"left \u2190 left.: 0.75\"");
  }

  @Test
  void emptyDocumentsHaveAnEmptyTranslation() throws Exception {
    batch.write("empty.txt", "");
    batch.annotate();
    assertThat(batch.failures).isEmpty();
    JsonNode json = JSON.readTree(batch.output("empty.txt.json"));
    assertThat(json.get("translation").get("text").textValue()).isEmpty();
    assertThat(json.get("sentences")).isEmpty();
  }

  @Test
  void theTranslationOfAnEarlierRunIsReplaced() throws Exception {
    batch.annotate();
    Batch again = new Batch(folder.resolve("again"));
    again.translator = batch.translator;
    again.formats = batch.formats;
    again.write("a.txt.xmi", batch.output("a.txt.xmi"));

    BatchReport report = again.annotate();

    assertThat(again.reasons()).isEmpty();
    assertThat(report.annotated()).isEqualTo(1);
    for (String type :
        List.of(":NeuralTranslation ", ":TokenAlignment ", ":Sentence ", ":Token ")) {
      assertThat(again.output("a.txt.xmi.xmi").split(type))
          .as(type)
          .hasSameSizeAs(batch.output("a.txt.xmi").split(type));
    }
  }

  @Test
  void aDocumentThatHasAnotherTranslationFailsAlone() throws Exception {
    batch.annotate();
    Batch again = new Batch(folder.resolve("again"));
    again.translator = batch.translator;
    again.write(
        "translated.xmi", batch.output("a.txt.xmi").replace("\"ada met bo.", "\"Ada sah Bo."));
    again.write("b.txt", "Bo left.");

    BatchReport report = again.annotate();

    assertThat(report.annotated()).isEqualTo(1);
    assertThat(again.reasons())
        .singleElement()
        .asString()
        .contains("View [translation], which parameter [viewName] names, can't be made");
  }

  @Test
  void aFolderThatWasMadeWithoutTranslationsIsRefused() throws Exception {
    batch.translator = Optional.empty();
    batch.annotate();
    batch.translator = Optional.of(FakeTranslatorModel.MANIFEST);
    assertThatThrownBy(() -> batch.annotate())
        .isInstanceOf(OutputFolderException.class)
        .hasMessageContaining("[translator] was [], is [\"fake-en-de\"]");
  }

  @Test
  void threadsWriteWhatOneWrites() throws Exception {
    for (int i = 0; i < 20; i++) {
      batch.write("b" + i + ".txt", "Ada MET Bo number " + i + ".\nHe left.");
    }
    batch.annotate();
    Path alone = batch.out;
    batch.out = folder.resolve("together");
    batch.threads = 4;
    batch.annotate();
    assertThat(batch.failures).isEmpty();
    for (int i = 0; i < 20; i++) {
      assertThat(batch.out.resolve("b" + i + ".txt.json"))
          .hasSameTextualContentAs(alone.resolve("b" + i + ".txt.json"));
    }
  }
}
