package org.neuralannotators.train.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.DecoderEvaluation;
import org.neuralannotators.lm.RawFormat;
import org.neuralannotators.lm.TextFormat;
import org.neuralannotators.lm.TextLayout;
import org.neuralannotators.lm.adapter.AdaptedDecoder;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.TextContinuer;
import org.neuralannotators.lm.continuation.TextContinuers;
import org.neuralannotators.train.Trainer;

/** What a decoder learns by low rank, as an adapter and as a part of its weights. */
class DecoderAdapterTrainingTest {
  private static final String WEIGHTS = "weights.safetensors";

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "The cat sat.\n\nA dog ran off!\n\n".repeat(50));
    train(
        "first",
        "transformer: {layers: 2, heads: 2, hidden: 16, context: 24}\npieces: {algorithm: CHARACTERS}");
    Files.writeString(folder.resolve("text.txt"), "The dog sat!\n\nA cat ran off.\n\n".repeat(50));
    train("apart", initial() + "\nlora: {rank: 2, alpha: 4, apart: true}");
    train("within", initial() + "\nlora: {rank: 2, alpha: 4}");
    AdaptedDecoder.merge(location("first"), location("apart"), folder.resolve("merged"));
  }

  private static String initial() {
    return "initialModel: " + location("first").replace('\\', '/');
  }

  private static String location(String bundle) {
    return folder.resolve(bundle).toString();
  }

  private static void train(String name, String network) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            name: %s
            seed: 3
            %s
            data:
              folder: %s
              sets: [{name: pets of %s, files: [text.txt], dev: 0.2}]
            streams: 6
            sample: 0
            training:
              optimizer: {method: ADAM, clipNorm: 1}
              learningRate: {initial: 0.02, schedule: COSINE, warmup: 0.05}
              epochs: 15
            """
                .formatted(name, network, folder.toString().replace('\\', '/'), name));
    Trainer.train(LanguageModelRecipe.TASK, config, folder.resolve(name), false);
  }

  /** How well the text is predicted that adapter and merged decoder learnt. */
  private static Perplexity evaluate(String bundle, String adapter) throws IOException {
    try (DecoderEvaluation evaluation = DecoderEvaluation.load(location(bundle), adapter)) {
      return evaluation
          .score(
              folder.resolve("text.txt"),
              new RawFormat(TextLayout.RUNNING, null),
              TextFormat.Part.ALL,
              evaluation.windows(null, null, null))
          .pieces();
    }
  }

  @Test
  void anAdapterHasTheFactorsAlone() throws IOException {
    try (ModelBundle adapter = ModelBundle.open(folder.resolve("apart"));
        ModelBundle within = ModelBundle.open(folder.resolve("within"))) {
      assertThat(adapter.manifest().files()).containsOnlyKeys(WEIGHTS);
      assertThat(adapter.tensors(WEIGHTS))
          .hasSize(2 * 2 * 2)
          .containsKeys("layers.1.attention.output.weight.a", "layers.1.attention.output.weight.b");
      assertThat(adapter.manifest().scores()).isEqualTo(within.manifest().scores());
      assertThat(adapter.manifest().trainingData())
          .extracting(ModelManifest.TrainingData::name)
          .containsExactly("pets of first", "pets of apart");
    }
  }

  @Test
  void aDecoderWithAnAdapterComputesExactlyWhatBothMergedDo() throws IOException {
    Perplexity added = evaluate("first", location("apart"));
    assertThat(added.value()).isLessThan(evaluate("first", null).value() / 1.2);
    assertThat(added).isEqualTo(evaluate("merged", null));
    ContinuationOptions options = ContinuationOptions.DEFAULT.withLength(12);
    List<String> prompts = List.of("The", "A cat");
    try (TextContinuer both =
            TextContinuers.load(location("first"), location("apart"), TextContinuers.DEFAULT_RUN);
        TextContinuer merged = TextContinuers.load(location("merged"))) {
      assertThat(both.continueTexts(prompts, options))
          .isEqualTo(merged.continueTexts(prompts, options));
      assertThat(both.manifest().name()).isEqualTo("apart");
    }
  }

  @Test
  void aMergedDecoderIsWhatTrainingMakesOfIt() throws IOException {
    try (ModelBundle merged = ModelBundle.open(folder.resolve("merged"));
        ModelBundle within = ModelBundle.open(folder.resolve("within"))) {
      assertThat(merged.manifest().kind()).isEqualTo("decoder");
      assertThat(merged.manifest().name()).isEqualTo("apart");
      assertThat(merged.manifest().network()).isEqualTo(within.manifest().network());
      assertThat(merged.manifest().scores()).isEqualTo(within.manifest().scores());
      assertThat(merged.tensors(WEIGHTS)).hasSameSizeAs(within.tensors(WEIGHTS));
      // In half precision there.
      within
          .tensors(WEIGHTS)
          .forEach(
              (name, tensor) ->
                  assertThat(wholly(merged, name)).containsExactly(tensor.floats(), offset(1e-3f)));
    }
  }

  private static float[] wholly(ModelBundle bundle, String tensor) {
    try {
      return bundle.tensors(WEIGHTS).get(tensor).floats();
    } catch (BundleException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherDecoderIsRefused() {
    assertThatThrownBy(() -> AdaptedDecoder.merge(location("within"), location("apart"), folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(
            "[" + location("apart") + "] is for the decoder [first]",
            "[" + location("within") + "] is [within]");
    assertThatThrownBy(() -> DecoderEvaluation.load(location("first"), location("within")))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[decoder]", "[decoder-adapter]");
    assertThatThrownBy(() -> TextContinuers.load(location("apart")))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[decoder]", "[decoder-adapter]");
  }
}
