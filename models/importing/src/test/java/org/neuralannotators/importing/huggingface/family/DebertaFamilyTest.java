package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.encode.transformer.DebertaDistances;
import org.neuralannotators.importing.huggingface.ReferenceEncoder;
import org.neuralannotators.importing.huggingface.ReferenceModel;

class DebertaFamilyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** With and without convolution, projected embeddings, buckets, absolute positions. */
  @ParameterizedTest
  @ValueSource(strings = {"deberta-v3-base", "deberta-v2-base", "deberta-base", "deberta-absolute"})
  void hiddenStatesAreThoseOfTransformers(String name) throws IOException {
    ReferenceModel model = ReferenceModel.read(name);

    ReferenceEncoder.assertSame(
        model,
        new DebertaFamily().architecture(new ConfigValues(model.config())),
        new DebertaFamily()::ours);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "deberta-base, talking_head, true, talking_head",
        "deberta-base, pos_att_type, \"'p2p|c2p'\", p2p",
        "deberta-base, relative_attention, false, relative_attention",
        "deberta-base, hidden_act, 'swiglu', swiglu",
        "deberta-base, vocab_size, null, vocab_size",
        "deberta-v3-base, attention_head_size, 4, attention_head_size",
        "deberta-v3-base, norm_rel_ebd, 'batch_norm', batch_norm",
        "deberta-v3-base, position_buckets, 2, 2] buckets",
        "deberta-v3-base, model_type, 'deberta-v4', deberta-v4",
        "deberta-v2-base, conv_kernel_size, 4, convolution of [4]",
        "deberta-v2-base, conv_groups, 3, 3] groups"
      })
  void aValueThatIsNotSupportedIsNamed(String name, String field, String value, String named)
      throws IOException {
    ObjectNode config = (ObjectNode) ReferenceModel.read(name).config();
    config.set(field, JSON.readTree(value.replace('\'', '"')));

    assertThatThrownBy(() -> new DebertaFamily().architecture(new ConfigValues(config)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(named, "expected");
  }

  /** As Microsoft published them. */
  @Test
  void theLargestDistanceIsTheLastPositionWhereNoneIsGiven() throws IOException {
    ObjectNode config = (ObjectNode) ReferenceModel.read("deberta-v3-base").config();
    config.put("max_position_embeddings", 512);
    config.put("position_buckets", 256);
    config.put("pos_att_type", "p2c|c2p");

    assertThat(new DebertaFamily().architecture(new ConfigValues(config)).distances())
        .isEqualTo(new DebertaDistances(true, true, true, true, 512, 256));
  }
}
