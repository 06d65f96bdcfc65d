package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.LaneMemory;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Precision;

class SequenceScoringTest {
  /** Some 20 pieces. */
  private static final List<String> TEXT =
      List.of("Ann lives in Graz . she lives in Graz . Ann lives .");

  @TempDir private Path folder;

  @Test
  void memoryOfALongTextGoesBack() throws IOException {
    EncoderCheckpoint checkpoint = TinyBert.checkpoint(folder);
    try (Lanes lane = Lanes.forInference(1, Precision.FP32);
        EncoderHeadModel<ClassTarget> model =
            new EncoderHeadModel<>(
                EncoderModel.pretrained(
                    HeadKind.CLASSIFIER.layout(),
                    new ModelSpec<>(
                        new HeadArchitecture(checkpoint.architecture(), 24, 11, false, null),
                        List.of("a", "b")),
                    EncoderDropout.NONE,
                    checkpoint,
                    0,
                    new Random(1)))) {
      TextClassification usual = new TextClassification(model, lane, PredictorOptions.DEFAULT);
      TextClassification small =
          new TextClassification(model, lane, PredictorOptions.DEFAULT.withBatchTokens(1));
      assertThat(LaneMemory.isFreedBy(lane, () -> usual.classify(TEXT))).isFalse();
      assertThat(LaneMemory.isFreedBy(lane, () -> small.classify(TEXT))).isTrue();
    }
  }
}
