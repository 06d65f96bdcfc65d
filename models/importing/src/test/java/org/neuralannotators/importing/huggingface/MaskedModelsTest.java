package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.fillmask.Filling;
import org.neuralannotators.fillmask.MaskFiller;
import org.neuralannotators.fillmask.MaskFillers;
import org.neuralannotators.importing.tokenizer.JsonFile;

class MaskedModelsTest {
  private static final double DIFFERENCE = 2e-5;
  private static final int TOP = 5;
  private static final String DECODER = "cls.predictions.decoder.weight";

  @TempDir private Path folder;

  static Stream<ReferenceModel> models() {
    return ReferenceModel.with(ReferenceModel.Head.MASKED);
  }

  @ParameterizedTest
  @MethodSource("models")
  void piecesAndTheirProbabilitiesAreThoseOfTransformers(ReferenceModel model) throws IOException {
    Path bundle = imported(model.writeTo(folder.resolve("model")), Choice.NONE);
    List<String> texts = model.outputs().stream().map(each -> model.input(each).text()).toList();
    try (MaskFiller filler = MaskFillers.load(bundle.toString())) {
      List<List<Filling>> all = filler.fill(texts, Integer.MAX_VALUE);
      assertThat(all).hasSameSizeAs(model.outputs());
      for (int i = 0; i < all.size(); i++) {
        assertTop(all.get(i), model.outputs().get(i));
        if (model.outputs().get(i).rows() != null) {
          assertScores(all.get(i), model.outputs().get(i).rows()[0]);
        }
        assertThat(filler.fill(List.of(texts.get(i)), TOP).get(0))
            .extracting(Filling::id)
            .containsExactlyElementsOf(
                all.get(i).subList(0, TOP).stream().map(Filling::id).toList());
      }
    }
  }

  private static void assertTop(List<Filling> found, ReferenceOutput expected) {
    for (int i = 0; i < expected.top().size(); i++) {
      assertThat(found.get(i).id()).isEqualTo(expected.top().get(i).id());
      assertThat(found.get(i).probability())
          .isCloseTo(expected.top().get(i).probability(), within(DIFFERENCE));
    }
  }

  /** The logarithms of probabilities are the scores, less what makes them sum up to 1. */
  private static void assertScores(List<Filling> found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).max().orElseThrow();
    double logSum =
        largest + Math.log(Arrays.stream(expected).map(x -> Math.exp(x - largest)).sum());
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
    for (Filling filling : found) {
      assertThat(Math.log(filling.probability()) + logSum)
          .isCloseTo(expected[filling.id()], within(DIFFERENCE * scale));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theBundleIsAnEncodersToo(ReferenceModel model) throws IOException {
    Path bundle = imported(model.writeTo(folder.resolve("model")), Choice.NONE);
    try (ModelBundle open = ModelBundle.open(bundle)) {
      EncoderCheckpoint checkpoint = EncoderBundle.read(open);
      checkpoint.check();
      assertThat(checkpoint.tensors()).containsKey("cls.predictions.transform.dense.weight");
    }
  }

  @Test
  void textsAreThoseOfThePipeline() throws IOException {
    // transformers 4.53.3, pipeline("fill-mask", top_k=3)
    Path bert = imported(ReferenceModel.read("bert-masked").writeTo(folder.resolve("a")));
    try (MaskFiller filler = MaskFillers.load(bert.toString())) {
      assertThat(filler.mask()).isEqualTo("[MASK]");
      List<Filling> found = filler.fill(List.of("The [MASK] lives in Berlin, she said."), 3).get(0);
      assertThat(found).extracting(Filling::piece).containsExactly("##w", "die", "##ci");
      assertThat(found)
          .extracting(Filling::text)
          .containsExactly(
              "thew lives in berlin, she said.",
              "the die lives in berlin, she said.",
              "theci lives in berlin, she said.");
      assertThat(found.get(1).probability()).isCloseTo(0.23944744826413603, within(DIFFERENCE));
    }
  }

  @Test
  void eachMaskIsFilledForItself() throws IOException {
    // transformers' pipeline leaves the special tokens around the text then.
    Path roberta = imported(ReferenceModel.read("roberta-masked").writeTo(folder.resolve("a")));
    try (MaskFiller filler = MaskFillers.load(roberta.toString())) {
      List<Filling> found = filler.fill(List.of("The <mask> lives in <mask>."), 3).get(0);
      assertThat(found).extracting(Filling::mask).containsExactly(0, 0, 0, 1, 1, 1);
      assertThat(found).extracting(Filling::id).containsExactly(177, 16, 186, 16, 105, 186);
      assertThat(found.get(1).text()).isEqualTo("The- lives in<mask>.");
      assertThat(found.get(3).text()).isEqualTo("The<mask> lives in-.");
      assertThat(found.get(3).probability()).isCloseTo(0.4360167966572824, within(DIFFERENCE));
    }
  }

  @Test
  void aMaskInALongTextIsReadWithWhatIsAroundIt() throws IOException {
    Path bert = imported(ReferenceModel.read("bert-masked").writeTo(folder.resolve("a")));
    try (MaskFiller filler = MaskFillers.load(bert.toString())) {
      String text = "a ".repeat(500) + "[MASK]" + " b".repeat(500) + " [MASK] c";
      assertThat(filler.fill(List.of(text), 2).get(0)).hasSize(4);
    }
  }

  @Test
  void aTextWithoutAMaskIsRefused() throws IOException {
    Path bert = imported(ReferenceModel.read("bert-masked").writeTo(folder.resolve("a")));
    try (MaskFiller filler = MaskFillers.load(bert.toString())) {
      assertThatThrownBy(() -> filler.fill(List.of("No mask."), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("[No mask.]", "[[MASK]]");
      assertThatThrownBy(() -> filler.fill(List.of("A [MASK]."), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[0]");
    }
  }

  @Test
  void anEncoderAloneFillsNoMasks() throws IOException {
    Path bundle =
        imported(
            ReferenceModel.read("roberta-masked").writeTo(folder.resolve("a")),
            Choice.NONE.withHead(Task.NONE));
    assertThatThrownBy(() -> MaskFillers.load(bundle.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("no head for masked pieces", "Import");
  }

  @Test
  void aBundleWhoseManifestTellsNoHeadHasThatOfPretraining() throws IOException {
    ReferenceModel model = ReferenceModel.read("bert-pretraining");
    Path bundle = imported(model.writeTo(folder.resolve("a")), Choice.NONE.withHead(Task.NONE));
    try (MaskFiller filler = MaskFillers.load(bundle.toString())) {
      ReferenceOutput output = model.outputs().get(0);
      assertTop(filler.fill(List.of(model.input(output).text()), TOP).get(0), output);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert-masked, bert.embeddings.word_embeddings.weight, cls.predictions.decoder.weight",
    "albert-masked, albert.embeddings.word_embeddings.weight, predictions.decoder.weight",
    "roberta-masked, roberta.embeddings.word_embeddings.weight, lm_head.decoder.weight"
  })
  void aDecoderThatIsTheEmbeddingsAgainIsLeftOut(String name, String pieces, String decoder)
      throws IOException {
    Path model = ReferenceModel.read(name).writeTo(folder.resolve("a"));
    addDecoder(model, pieces, decoder, TensorType.F16);
    try (ModelBundle open = ModelBundle.open(imported(model))) {
      assertThat(EncoderBundle.read(open).tensors()).doesNotContainKey(DECODER);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert-masked, bert.embeddings.word_embeddings.weight, cls.predictions.decoder.weight",
    "albert-masked, albert.embeddings.word_embeddings.weight, predictions.decoder.weight",
    "roberta-masked, roberta.embeddings.word_embeddings.weight, lm_head.decoder.weight"
  })
  void aDecoderOfItsOwnIsUsed(String name, String pieces, String decoder) throws IOException {
    ReferenceModel reference = ReferenceModel.read(name);
    Path model = reference.writeTo(folder.resolve("a"));
    // The same numbers in another type: the results stay.
    addDecoder(model, pieces, decoder, TensorType.F32);
    Path bundle = imported(model);
    try (ModelBundle open = ModelBundle.open(bundle)) {
      assertThat(EncoderBundle.read(open).tensors()).containsKey(DECODER);
    }
    ReferenceOutput output = reference.outputs().get(0);
    try (MaskFiller filler = MaskFillers.load(bundle.toString())) {
      assertTop(filler.fill(List.of(reference.input(output).text()), TOP).get(0), output);
    }
  }

  private static void addDecoder(Path model, String pieces, String decoder, TensorType type)
      throws IOException {
    Path file = model.resolve("model.safetensors");
    Map<String, Tensor> tensors = SafeTensors.read(file);
    SafeTensorsWriter writer = new SafeTensorsWriter();
    for (Tensor tensor : tensors.values()) {
      writer.add(tensor.name(), tensor.type(), tensor.floats(), tensor.shape());
    }
    Tensor embeddings = tensors.get(pieces);
    writer.add(decoder, type, embeddings.floats(), embeddings.shape());
    byte[] changed = writer.toBytes();
    Files.write(file, changed);
  }

  @Test
  void aHeadWithoutItsTensorsIsRefused() throws IOException {
    Path model = ReferenceModel.read("bert-base").writeTo(folder.resolve("a"));
    assertThatThrownBy(() -> HuggingFaceImporter.read(model, Choice.NONE.withHead(Task.MASKED)))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("cls.predictions.transform.dense.weight", "is missing");
  }

  @Test
  void aHeadOfOtherColumnsIsRefused() throws IOException {
    Path model = ReferenceModel.read("electra-masked").writeTo(folder.resolve("a"));
    ObjectNode config = JsonFile.read(model.resolve("config.json"));
    config.put("model_type", "bert");
    Files.writeString(model.resolve("config.json"), config.toString());
    assertThatThrownBy(() -> HuggingFaceImporter.read(model, Choice.NONE))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("expected");
  }

  private Path imported(Path model) throws IOException {
    return imported(model, Choice.NONE);
  }

  private Path imported(Path model, Choice choice) throws IOException {
    Path bundle = model.resolveSibling("bundle");
    try (ImportedModel imported = HuggingFaceImporter.read(model, choice)) {
      imported.files().write(bundle, imported.manifest("masked").language("en").build());
    }
    return bundle;
  }
}
