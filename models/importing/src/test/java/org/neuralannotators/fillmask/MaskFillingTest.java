package org.neuralannotators.fillmask;

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

class MaskFillingTest {
  private static final List<String> TEXT = List.of("the [MASK] lives in berlin, she said.");

  @TempDir private Path folder;

  @Test
  void memoryOfALongTextGoesBack() throws IOException {
    try (ModelBundle bundle =
            ModelBundle.open(ReferenceModel.read("bert-masked").importTo(folder));
        MaskedModel model = MaskedModel.read(bundle);
        Lanes lane = Lanes.forInference(1, Precision.FP32)) {
      MaskFilling usual = new MaskFilling(model, lane, PredictorOptions.DEFAULT);
      MaskFilling small = new MaskFilling(model, lane, PredictorOptions.DEFAULT.withBatchTokens(1));
      assertThat(LaneMemory.isFreedBy(lane, () -> usual.fill(TEXT, 2))).isFalse();
      assertThat(LaneMemory.isFreedBy(lane, () -> small.fill(TEXT, 2))).isTrue();
    }
  }
}
