package org.neuralannotators.importing.huggingface;

import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.MaskedHeadShape.Decoder;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.network.kernel.Activation;

/** The heads of each family that predict masked pieces. */
final class MaskedHeads {
  private static final double EPSILON = 1e-12;

  private MaskedHeads() {}

  /**
   * The shape of a model's head.
   *
   * @param head its tensors by the names that they have with us
   * @throws BundleException when the tokenizer has no mask
   * @throws IllegalArgumentException when the configuration has a value that isn't supported
   */
  static MaskedHeadShape shape(HuggingFaceFolder model, Map<String, Tensor> head)
      throws BundleException {
    int mask =
        model
            .tokenizer()
            .special("mask_token")
            .orElseThrow(
                () ->
                    new BundleException(
                        ("[%s] has no [mask_token]; expected one for a masked language model."
                                + " Import the encoder alone with [--head none]")
                            .formatted(model.tokenizer().source())));
    ConfigValues config = model.config();
    String type = config.text("model_type", "bert");
    return new MaskedHeadShape(
        transform(type, config),
        decoder(type, model.architecture(), head),
        !type.equals("modernbert") || config.flag("decoder_bias", true),
        mask);
  }

  private static TransformShape transform(String type, ConfigValues config) {
    double epsilon = config.real("layer_norm_eps", EPSILON);
    return switch (type) {
      case "distilbert" ->
          new TransformShape(config.activation("activation", "gelu"), true, EPSILON, true);
      case "electra", "roberta", "xlm-roberta", "camembert", "mpnet" ->
          new TransformShape(Activation.GELU, true, epsilon, true);
      case "deberta", "deberta-v2" ->
          new TransformShape(
              config.activation("hidden_act", "gelu"),
              true,
              config.real("layer_norm_eps", 1e-7),
              true);
      case "mobilebert" ->
          new TransformShape(config.activation("hidden_act", "relu"), true, epsilon, true);
      case "modernbert" -> Poolers.modernBertHead(config);
      default -> new TransformShape(config.activation("hidden_act", "gelu"), true, epsilon, true);
    };
  }

  private static Decoder decoder(
      String type, EncoderArchitecture encoder, Map<String, Tensor> head) {
    if (type.equals("mobilebert") && encoder.hidden() > encoder.embeddingSize()) {
      return Decoder.EXTENDED;
    }
    return head.containsKey("cls.predictions.decoder.weight") ? Decoder.OWN : Decoder.TIED;
  }
}
