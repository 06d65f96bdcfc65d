package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.network.kernel.Activation;

class BertArchitectureTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As bundles of format 1 have it, but for the activation. */
  private static final String MANIFEST =
      """
      {"layers": 2, "heads": 2, "hidden": 6, "intermediate": 8, "maximumPositions": 5,
       "vocabulary": 9, "segments": 2, "activation": "%s", "epsilon": 0.1, "embeddingSize": 6,
       "sharedLayers": false}
      """;

  private static BertArchitecture read(String activation) throws IOException {
    return (BertArchitecture)
        JSON.readValue(MANIFEST.formatted(activation), EncoderArchitecture.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ERF, GELU",
    "TANH, GELU_TANH",
    "gelu, GELU",
    "gelu_tanh, GELU_TANH",
    "tanh, TANH",
    "silu, SILU"
  })
  void olderBundlesNameTheFormsOfGelu(String name, Activation activation) throws IOException {
    assertThat(read(name).activation()).isEqualTo(activation);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void jsonKeepsEachActivation(Activation activation) throws IOException {
    BertArchitecture architecture =
        new BertArchitecture(2, 2, 6, 8, 5, 9, 2, activation, 0.1, 6, false);
    String json = JSON.writerFor(EncoderArchitecture.class).writeValueAsString(architecture);
    assertThat(JSON.readValue(json, EncoderArchitecture.class)).isEqualTo(architecture);
  }

  @Test
  void anUnknownActivationIsRefused() {
    assertThatThrownBy(() -> read("softsign"))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContainingAll("[softsign]", "gelu_tanh");
  }
}
