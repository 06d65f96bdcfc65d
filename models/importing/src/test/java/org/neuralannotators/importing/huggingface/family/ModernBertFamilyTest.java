package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.encode.transformer.ModernBertArchitecture;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;

class ModernBertFamilyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ReferenceModel model = ReferenceModel.read("modernbert-base");

  @Test
  void hiddenStatesAreThoseOfTheReference() throws IOException {
    ModernBertArchitecture architecture =
        new ModernBertFamily().architecture(new ConfigValues(model.config()));
    // transformers 4 tells the last layer's before they are normalised, 5 as we do.
    ReferenceEncoder.assertSame(
        model, architecture, new ModernBertFamily()::ours, architecture.layers());
  }

  @Test
  void configurationsOfLaterVersionsSayTheSame() throws IOException {
    ObjectNode config = model.config().deepCopy();
    ModernBertArchitecture expected = new ModernBertFamily().architecture(new ConfigValues(config));
    int layers = config.get("num_hidden_layers").intValue();
    StringBuilder types = new StringBuilder();
    for (int i = 0; i < layers; i++) {
      types
          .append(i == 0 ? "" : ",")
          .append(i % expected.globalEvery() == 0 ? "\"full_attention\"" : "\"sliding_attention\"");
    }
    config.remove("global_attn_every_n_layers");
    config.remove("global_rope_theta");
    config.remove("local_rope_theta");
    config.set("layer_types", JSON.readTree("[" + types + "]"));
    config.set(
        "rope_parameters",
        JSON.readTree(
            """
            {"full_attention": {"rope_type": "default", "rope_theta": %s},
             "sliding_attention": {"rope_type": "default", "rope_theta": %s}}
            """
                .formatted(expected.globalBase(), expected.localBase())));
    assertThat(new ModernBertFamily().architecture(new ConfigValues(config))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden_size | \"x\" | whole number",
        "hidden_activation | \"softsign\" | gelu_new",
        "norm_bias | 1 | true or false",
        "num_attention_heads | 5 | even multiple",
        "layer_types | [\"sliding_attention\", \"full_attention\"] | from the first on",
        "rope_parameters | {\"full_attention\": {\"rope_type\": \"yarn\"}} | default"
      })
  void otherValuesAreRefused(String field, String value, String expected) throws IOException {
    ObjectNode config = model.config().deepCopy();
    config.set(field, JSON.readTree(value));
    assertThatThrownBy(() -> new ModernBertFamily().architecture(new ConfigValues(config)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}
