package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;

class XlnetFamilyTest {
  private final ReferenceModel model = ReferenceModel.read("xlnet-base");

  @Test
  void hiddenStatesAreThoseOfTheReference() throws IOException {
    ReferenceEncoder.assertSame(
        model,
        new XlnetFamily().architecture(new ConfigValues(model.config())),
        new XlnetFamily()::ours);
  }

  @Test
  void distancesAreLimitedByClampLen() {
    ObjectNode config = model.config().deepCopy();
    assertThat(new XlnetFamily().architecture(new ConfigValues(config)).furthest()).isZero();
    config.put("clamp_len", 7);
    assertThat(new XlnetFamily().architecture(new ConfigValues(config)).furthest()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"attn_type,\"uni\",bi", "bi_data,true,false", "d_head,4,8", "n_layer,null,number"})
  void otherValuesAreRefused(String field, String value, String expected) throws IOException {
    ObjectNode config = model.config().deepCopy();
    config.set(field, new ObjectMapper().readTree(value));
    assertThatThrownBy(() -> new XlnetFamily().architecture(new ConfigValues(config)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(field, value, expected);
  }
}
