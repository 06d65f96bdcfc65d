package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.embed.sentence.SentenceEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedders;
import org.neuralannotators.importing.tokenizer.JsonFile;
import org.neuralannotators.tagger.TaggerOptions;

class SentenceTransformersFolderTest {
  private static final double DIFFERENCE = 2e-5;

  @TempDir private Path folder;

  static Stream<ReferenceModel> models() {
    return ReferenceModel.with(ReferenceModel.Head.VECTORS);
  }

  @ParameterizedTest
  @MethodSource("models")
  void vectorsAreThoseOfSentenceTransformers(ReferenceModel model) throws IOException {
    Path bundle = imported(model.writeTo(folder.resolve("model")));
    List<String> sentences =
        ReferenceSentences.read().sentences().stream()
            .map(ReferenceSentences.Sentence::text)
            .toList();
    List<String> texts =
        model.outputs().stream().map(output -> sentences.get(output.text())).toList();
    int loaded = ModelRegistry.size();
    try (SentenceEmbedder embedder = SentenceEmbedders.load(bundle.toString())) {
      float[][] vectors = embedder.embed(texts);
      assertThat(vectors).hasNumberOfRows(texts.size());
      for (int i = 0; i < vectors.length; i++) {
        double[] expected = model.outputs().get(i).rows()[0];
        assertThat(embedder.dimension()).isEqualTo(expected.length);
        assertClose(vectors[i], expected, texts.get(i));
        assertClose(embedder.embed(List.of(texts.get(i)))[0], expected, texts.get(i));
      }
    }
    assertThat(ModelRegistry.size()).isEqualTo(loaded);
  }

  private static void assertClose(float[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as(what)
          .isCloseTo(expected[i], within(DIFFERENCE * Math.max(1, Math.abs(expected[i]))));
    }
  }

  @Test
  void aModelIsDescribed() throws IOException {
    Path model = ReferenceModel.read("vectors-max").writeTo(folder.resolve("model"));
    try (ImportedModel imported = HuggingFaceImporter.read(model, Choice.NONE)) {
      assertThat(imported.description())
          .startsWith(
              "a sentence encoder: 9 numbers, maximum of pieces and sum of pieces by the root of"
                  + " their number, normalised, XLM-RoBERTa, ");
    }
    try (ImportedModel imported =
        HuggingFaceImporter.read(model, Choice.NONE.withHead(Task.NONE))) {
      assertThat(imported.description()).startsWith("an encoder: XLM-RoBERTa");
    }
  }

  @Test
  void promptsArePutBeforeTexts() throws IOException {
    Path model = ReferenceModel.read("vectors-mean").writeTo(folder.resolve("model"));
    Files.writeString(
        model.resolve("config_sentence_transformers.json"),
        "{\"prompts\": {\"query\": \"to find: \"}, \"default_prompt_name\": \"query\"}");
    String bundle = imported(model).toString();
    TaggerOptions options = TaggerOptions.DEFAULT;
    try (SentenceEmbedder given = SentenceEmbedders.load(bundle);
        SentenceEmbedder named = SentenceEmbedders.load(bundle, options, "query");
        SentenceEmbedder none = SentenceEmbedders.load(bundle, options, "");
        SentenceEmbedder other = SentenceEmbedders.load(bundle, options, "to find:")) {
      float[] expected = none.embed(List.of("to find: a house"))[0];
      assertThat(given.embed(List.of("a house"))[0]).containsExactly(expected);
      assertThat(named.embed(List.of("a house"))[0]).containsExactly(expected);
      assertThat(other.embed(List.of(" a house"))[0]).containsExactly(expected);
      assertThat(none.embed(List.of("a house"))[0]).isNotEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vectors-mean, -0.128542, -0.201283, -0.039937, -0.082646, 0.259745, 0.136512",
    "vectors-max, 0.29928, -0.271721, -0.75563, -0.188628, 0.152874, -0.226712",
    "vectors-weighted, -0.794457, -0.879238, -1.341417, -0.462102, -2.103743, 0.796007"
  })
  void aPromptThatDoesNotCountIsLeftOutOfThePooling(
      String name,
      float first,
      float second,
      float fourthLast,
      float thirdLast,
      float lastBut,
      float last)
      throws IOException {
    // sentence-transformers 4.1.0: encode(["a house"], prompt="to find: ")
    Path model = ReferenceModel.read(name).writeTo(folder.resolve("model"));
    Path pooling = model.resolve("1_Pooling/config.json");
    Files.writeString(
        pooling,
        Files.readString(pooling).replace("\"include_prompt\": true", "\"include_prompt\": false"));
    try (SentenceEmbedder embedder =
        SentenceEmbedders.load(imported(model).toString(), TaggerOptions.DEFAULT, "to find: ")) {
      float[] vector = embedder.embed(List.of("a house"))[0];
      int end = vector.length;
      assertThat(
              new float[] {
                vector[0],
                vector[1],
                vector[end - 4],
                vector[end - 3],
                vector[end - 2],
                vector[end - 1]
              })
          .containsExactly(
              new float[] {first, second, fourthLast, thirdLast, lastBut, last},
              within((float) DIFFERENCE));
    }
  }

  @Test
  void aTextThatIsTooLongLosesItsEnd() throws IOException {
    Path model = ReferenceModel.read("vectors-cls").writeTo(folder.resolve("model"));
    try (SentenceEmbedder embedder = SentenceEmbedders.load(imported(model).toString())) {
      String begin = "a ".repeat(200);
      float[][] vectors = embedder.embed(List.of(begin, begin + "b", ""));
      assertThat(vectors[1]).containsExactly(vectors[0]);
      assertThat(vectors[2]).hasSize(embedder.dimension());
    }
  }

  @Test
  void aClosedEmbedderSaysSo() throws IOException {
    Path model = ReferenceModel.read("vectors-cls").writeTo(folder.resolve("model"));
    SentenceEmbedder embedder = SentenceEmbedders.load(imported(model).toString());
    embedder.close();
    assertThatThrownBy(() -> embedder.embed(List.of("a")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void otherModulesAreRefused() throws IOException {
    Path model = ReferenceModel.read("vectors-cls").writeTo(folder.resolve("model"));
    Path modules = model.resolve("modules.json");
    Files.writeString(modules, Files.readString(modules).replace("models.Normalize", "models.CNN"));
    assertThatThrownBy(() -> HuggingFaceImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("modules.json", "[Transformer, Pooling, CNN]", "Normalize");
  }

  @Test
  void pathsOutsideOfTheFolderAreRefused() throws IOException {
    Path model = ReferenceModel.read("vectors-cls").writeTo(folder.resolve("model"));
    Path modules = model.resolve("modules.json");
    Files.writeString(modules, Files.readString(modules).replace("1_Pooling", "../other"));
    assertThatThrownBy(() -> HuggingFaceImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("modules.json", "[../other]");
  }

  @Test
  void aLayerOfOtherColumnsIsRefused() throws IOException {
    Path model = ReferenceModel.read("vectors-dense").writeTo(folder.resolve("model"));
    set(model.resolve("2_Dense/config.json"), "in_features", 17);
    assertThatThrownBy(() -> HuggingFaceImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[17]", "[16]");
    set(model.resolve("2_Dense/config.json"), "in_features", 16);
    set(model.resolve("2_Dense/config.json"), "out_features", 11);
    assertThatThrownBy(() -> HuggingFaceImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("dense.0.weight", "[10, 16]", "[11, 16]");
  }

  private static void set(Path file, String field, int value) throws IOException {
    ObjectNode config = JsonFile.read(file);
    config.put(field, value);
    Files.writeString(file, config.toString());
  }

  private Path imported(Path model) throws IOException {
    Path bundle = model.resolveSibling("bundle");
    try (ImportedModel imported = HuggingFaceImporter.read(model, Choice.NONE)) {
      imported.files().write(bundle, imported.manifest("vectors").language("en").build());
    }
    return bundle;
  }
}
