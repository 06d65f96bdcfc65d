package org.neuralannotators.importing.huggingface.gliner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.EntityFinder;
import org.neuralannotators.tagger.EntityFinders;

/** GLiNER's models become bundles that find what the gliner package finds. */
class GlinerFolderTest {
  private static final double TOLERANCE = 2e-5;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert-span",
        "bert-span-plain",
        "bert-marker",
        "bert-token",
        "bert-token-spans",
        "deberta-span",
        "deberta-token",
        "modernbert-span",
      })
  void findsWhatTheGlinerPackageFinds(String name) throws IOException {
    List<List<String>> sentences = GlinerFixture.sentences();
    try (EntityFinder finder = EntityFinders.load(GlinerFixture.bundle(name, folder).toString())) {
      for (GlinerFixture.Expected expected : GlinerFixture.all(name)) {
        List<Tagging> found = finder.find(sentences, expected.query());
        expected
            .entities()
            .forEach((sentence, spans) -> assertSame(found.get(sentence).spans(), spans));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          span_mode            | "query"                | ["query"] for [span_mode]; expected markerV0
          subtoken_pooling     | "middle"               | expected first or last or mean or max
          labels_encoder       | "a-model"              | ["a-model"] for [labels_encoder]
          relations_layer      | "dot"                  | ["dot"] for [relations_layer]
          fuse_layers          | true                   | [true] for [fuse_layers]; expected false
          max_width            | "wide"                 | ["wide"] for [max_width]; expected a whole number
          max_width            | 0                      | [0] for [maximumWidth]
          class_token_index    | 3                      | [3] for [class_token_index]
          hidden_size          | 14                     | expected shape
          num_rnn_layers       | 2                      | [rnn.lstm.weight_ih_l1]
          num_rnn_layers       | 0                      | has tensors [rnn.lstm.bias_hh_l0
          encoder_config       | null                   | [encoder_config], and
          encoder_config       | {"model_type": "t5"}   | [t5]
          """)
  void aConfigurationThatIsNotOfTheModelIsRefused(String field, String value, String message)
      throws IOException {
    Path model = GlinerFixture.folder("bert-span", folder);
    GlinerFixture.set(model.resolve("gliner_config.json"), field, value);
    assertThatThrownBy(() -> ModelImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(model.toString())
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gliner_config.json", "model.safetensors", "tokenizer.json"})
  void aFileThatIsCutOrMissingIsNamed(String file) throws IOException {
    Path model = GlinerFixture.folder("bert-span", folder);
    byte[] whole = Files.readAllBytes(model.resolve(file));
    Files.write(model.resolve(file), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> ModelImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(file);
    Files.delete(model.resolve(file));
    assertThatThrownBy(() -> ModelImporter.read(model, Choice.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file);
  }

  @Test
  void tensorsOfAnotherModelAreNamed() throws IOException {
    Path model = GlinerFixture.folder("bert-span", folder);
    Path other = GlinerFixture.folder("bert-token", folder);
    Files.copy(
        other.resolve("model.safetensors"),
        model.resolve("model.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> ModelImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("span_rep_layer");
  }

  @Test
  void theEncodersOwnTokenizerGetsTheMarkersThatTheGlinerPackageAdds() throws IOException {
    Path model = GlinerFixture.folder("bert-span", folder);
    String expected = Files.readString(model.resolve("tokenizer.json"));
    GlinerFixture.removeMarkers(model.resolve("tokenizer.json"));
    GlinerFixture.set(model.resolve("gliner_config.json"), "class_token_index", "-1");
    try (ImportedModel read = ModelImporter.read(model, Choice.NONE)) {
      Path bundle = folder.resolve("bundle");
      read.files().write(bundle, read.manifest("m").build());
      assertThat(
              new ObjectMapper()
                  .readTree(bundle.resolve("tokenizer.json").toFile())
                  .get("added_tokens"))
          .isEqualTo(new ObjectMapper().readTree(expected).get("added_tokens"));
    }
  }

  @Test
  void theEncodersConfigurationMayBeInAFileOfItsOwn() throws IOException {
    Path model = GlinerFixture.folder("bert-span", folder);
    JsonNode config = new ObjectMapper().readTree(model.resolve("gliner_config.json").toFile());
    Files.writeString(model.resolve("config.json"), config.get("encoder_config").toString());
    GlinerFixture.set(model.resolve("gliner_config.json"), "encoder_config", "null");
    try (ImportedModel read = ModelImporter.read(model, Choice.NONE)) {
      assertThat(read.description()).contains("BERT, 2 layers of 16");
    }
  }

  @Test
  void anImportSaysWhatItMadeAndWhatIsLeftOut() throws IOException {
    Path model = GlinerFixture.folder("bert-token", folder);
    try (ImportedModel read = ModelImporter.read(model, Choice.NONE)) {
      assertThat(read.description())
          .isEqualTo(
              "a finder of entities by their description: GLiNER in the form TOKENS, BERT, 2 layers"
                  + " of 16");
      assertThat(read.leftOut())
          .containsExactly(
              "token_rep_layer.bert_layer.model.pooler.dense.bias",
              "token_rep_layer.bert_layer.model.pooler.dense.weight");
    }
    assertThatThrownBy(() -> ModelImporter.read(model, Choice.NONE.withHead(Task.NONE)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("Leave out [--head NONE]");
  }

  @Test
  void onlyFoldersWithAConfigurationOfGlinersAreItsModels() throws IOException {
    assertThat(GlinerFolder.in(GlinerFixture.folder("bert-span", folder))).isPresent();
    assertThat(GlinerFolder.in(folder)).isEmpty();
  }

  private static void assertSame(List<TaggedSpan> found, List<TaggedSpan> expected) {
    assertThat(found)
        .as("%s", expected)
        .usingElementComparator((one, other) -> one.matches(other) ? 0 : 1)
        .containsExactlyElementsOf(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).confidence())
          .isCloseTo(expected.get(i).confidence(), within(TOLERANCE));
    }
  }
}
