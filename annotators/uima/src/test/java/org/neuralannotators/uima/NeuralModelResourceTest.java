package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.Test;
import org.neuralannotators.tagger.TaggerOptions;

class NeuralModelResourceTest {
  @Test
  void theDefaultsAreThoseOfTaggers() throws Exception {
    assertThat(
            new TaggerOptions(
                TestRunParameters.byDefault(),
                Boolean.parseBoolean(NeuralModelResource.SHARED_BATCHES)))
        .isEqualTo(TaggerOptions.DEFAULT);
  }

  @Test
  void namesOptionsThatMakeNoSense() {
    assertRefused("numThreads [-1]", NamedEntityRecognizer.PARAM_NUM_THREADS, -1);
    assertRefused("batchTokens [0]", NamedEntityRecognizer.PARAM_BATCH_TOKENS, 0);
    assertRefused("[FP32, BF16]", NamedEntityRecognizer.PARAM_PRECISION, "fp8");
  }

  private static void assertRefused(String message, Object... parameters) {
    assertThatThrownBy(() -> createEngine(NamedEntityRecognizer.class, parameters))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(message);
  }
}
