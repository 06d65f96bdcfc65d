package org.neuralannotators.embed.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.importing.huggingface.ReferenceModel;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.LaneMemory;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Precision;

class SentenceEmbeddingTest {
  private static final List<String> TEXT = List.of("The woman lives in Berlin, as she said.");

  @TempDir private Path folder;

  @Test
  void memoryOfALongTextGoesBack() throws IOException {
    try (ModelBundle bundle =
            ModelBundle.open(ReferenceModel.read("vectors-mean").importTo(folder));
        SentenceModel model = SentenceModel.read(bundle);
        Lanes lane = Lanes.forInference(1, Precision.FP32)) {
      SentenceEmbedding usual = embedding(model, lane, PredictorOptions.DEFAULT);
      SentenceEmbedding small = embedding(model, lane, PredictorOptions.DEFAULT.withBatchTokens(1));
      assertThat(LaneMemory.isFreedBy(lane, () -> usual.embed(TEXT))).isFalse();
      assertThat(LaneMemory.isFreedBy(lane, () -> small.embed(TEXT))).isTrue();
    }
  }

  private static SentenceEmbedding embedding(
      SentenceModel model, Lanes lane, PredictorOptions options) {
    return new SentenceEmbedding(model, null, lane, options);
  }
}
