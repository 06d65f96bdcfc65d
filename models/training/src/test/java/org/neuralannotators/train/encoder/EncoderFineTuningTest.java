package org.neuralannotators.train.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.network.optimizer.UpdateRule;

class EncoderFineTuningTest {
  private static final EncoderFineTuning TUNING =
      new EncoderFineTuning("encoder", null, null, null, 0, null, false, 0, 0.5, 3.0, null);

  /** Of encoders with four layers. */
  @ParameterizedTest
  @CsvSource({
    "encoder.layer.3.output.dense.weight, false, 1, true",
    "encoder.layer.0.attention.self.query_proj.weight, false, 0.125, true",
    "layers.2.mlp_norm.weight, false, 0.5, false",
    "layers.1.attn.Wqkv.weight, false, 0.25, true",
    "layer.3.rel_attn.r_w_bias, false, 1, false",
    "layer.0.ff.layer_norm.weight, false, 0.125, false",
    "embeddings.norm.weight, false, 0.0625, false",
    "encoder.rel_embeddings.weight, false, 0.0625, true",
    "final_norm.weight, false, 0.0625, false",
    "emissions.weight, true, 3, true",
    "crf.transitions, true, 3, true",
    "pooler.dense.bias, true, 3, false",
    "head.norm.weight, true, 3, false"
  })
  void layersOfEveryFamilyLearnAsFastAsTheirHeight(
      String parameter, boolean ofHead, double factor, boolean decays) {
    assertThat(TUNING.rule(parameter, 4, ofHead)).isEqualTo(new UpdateRule(factor, decays));
  }
}
