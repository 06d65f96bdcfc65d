package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.model.PredictorOptions;

class TextContinuersTest {
  private static final ContinuationOptions DRAWN =
      ContinuationOptions.DEFAULT.withLength(12).withSampling(new Sampling(1, 5, 0.9), 2);

  @TempDir private Path folder;

  private String bundle() throws IOException {
    return TinyDecoders.write(folder, DecoderShapes.LLAMA, true, 16, TinyDecoders.END);
  }

  @Test
  void concurrentCallersGetTheSame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TextContinuer continuer = TextContinuers.load(bundle())) {
      List<String> prompts = List.of("ab", "c d", "", "dddd");
      List<Continuation> expected = continuer.continueTexts(prompts, DRAWN);
      List<Future<List<Continuation>>> found =
          threads.invokeAll(Collections.nCopies(8, () -> continuer.continueTexts(prompts, DRAWN)));
      for (Future<List<Continuation>> each : found) {
        assertThat(each.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void oneModelIsSharedUntilItsLastUserClosesIt() throws IOException {
    String bundle = bundle();
    TextContinuer first = TextContinuers.load(bundle);
    try (TextContinuer second = TextContinuers.load(bundle)) {
      List<Continuation> found = first.continueTexts(List.of("ab"), DRAWN);
      first.close();
      assertThat(second.continueTexts(List.of("ab"), DRAWN)).isEqualTo(found);
      assertThat(second.manifest().name()).isEqualTo("tiny");
    }
    assertThatThrownBy(() -> first.continueTexts(List.of("ab"), DRAWN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("language model [tiny] is closed");
  }

  @Test
  void oneModelContinuesTextsAndIsAskedByPrompts() throws IOException {
    String bundle = bundle();
    int before = ModelRegistry.size();
    PredictorOptions options = PredictorOptions.DEFAULT;
    TextContinuer continuer = TextContinuers.load(bundle);
    List<Continuation> expected = continuer.continueTexts(List.of("ab"), DRAWN);
    try (PromptModel prompted = PromptModels.load(bundle, options)) {
      assertThat(ModelRegistry.size()).isEqualTo(before + 1);
      continuer.close();
      assertThat(prompted.continueTexts("a", List.of("ab"), DRAWN)).isEqualTo(expected);
      int threads = options.run().numThreads() + 1;
      try (TextContinuer small = TextContinuers.load(bundle, options.run().withBatchTokens(1));
          TextContinuer other =
              TextContinuers.load(bundle, options.run().withNumThreads(threads))) {
        assertThat(ModelRegistry.size()).isEqualTo(before + 2);
        assertThat(small.continueTexts(List.of("ab"), DRAWN)).isEqualTo(expected);
        assertThat(other.continueTexts(List.of("ab"), DRAWN)).isEqualTo(expected);
      }
      assertThat(ModelRegistry.size()).isEqualTo(before + 1);
    }
    assertThat(ModelRegistry.size()).isEqualTo(before);
  }

  @Test
  void aListenerThatFailsEndsTheCall() throws IOException {
    try (TextContinuer continuer = TextContinuers.load(bundle())) {
      assertThatThrownBy(
              () ->
                  continuer.continueText(
                      "ab",
                      ContinuationOptions.DEFAULT,
                      part -> {
                        throw new IllegalStateException("enough");
                      }))
          .hasMessage("enough");
      assertThat(continuer.continueTexts(List.of("ab"), DRAWN)).hasSize(1);
    }
  }
}
