package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;

class MobileBertFamilyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobilebert-base",
        "mobilebert-bottleneck",
        "mobilebert-plain",
        "mobilebert-separate"
      })
  void hiddenStatesAreThoseOfTheReference(String name) throws IOException {
    ReferenceModel model = ReferenceModel.read(name);
    ReferenceEncoder.assertSame(
        model,
        new MobileBertFamily().architecture(new ConfigValues(model.config())),
        new MobileBertFamily()::ours);
  }

  @Test
  void otherNormsAreRefused() {
    ObjectNode config = ReferenceModel.read("mobilebert-base").config().deepCopy();
    config.put("normalization_type", "rms_norm");
    assertThatThrownBy(() -> new MobileBertFamily().architecture(new ConfigValues(config)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("normalization_type", "rms_norm", "no_norm", "layer_norm");
  }

  @Test
  void columnsThatDoNotFitAreRefused() {
    ObjectNode config = ReferenceModel.read("mobilebert-separate").config().deepCopy();
    config.put("intra_bottleneck_size", 16);
    assertThatThrownBy(() -> new MobileBertFamily().architecture(new ConfigValues(config)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[16]", "[20]", "expected the same");
  }
}
