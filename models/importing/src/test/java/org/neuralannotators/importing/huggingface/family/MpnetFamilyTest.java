package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;

class MpnetFamilyTest {
  private final ReferenceModel model = ReferenceModel.read("mpnet-base");

  @Test
  void hiddenStatesAreThoseOfTheReference() throws IOException {
    ReferenceEncoder.assertSame(
        model,
        new MpnetFamily().architecture(new ConfigValues(model.config())),
        new MpnetFamily()::ours);
  }

  @Test
  void positionsBeforeTheFirstAreNoneOfASequence() {
    assertThat(new MpnetFamily().architecture(new ConfigValues(model.config())).maximumPositions())
        .isEqualTo(112);
  }

  @ParameterizedTest
  @CsvSource({
    "relative_attention_num_buckets,64,32",
    "hidden_act,3,a text",
    "hidden_size,x,number"
  })
  void otherValuesAreRefused(String field, String value, String expected) {
    ObjectNode config = model.config().deepCopy();
    if (value.matches("\\d+")) {
      config.put(field, Integer.parseInt(value));
    } else {
      config.put(field, value);
    }
    assertThatThrownBy(() -> new MpnetFamily().architecture(new ConfigValues(config)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(field, value, expected);
  }
}
