package org.neuralannotators.train.encoder;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.train.lowrank.LowRankShape;

/**
 * How a pretrained encoder learns a task.
 *
 * @param encoder location of the bundle that {@code import huggingface} wrote
 * @param pooling how the pieces of a token become one vector; null for that of the first. Taggers
 *     only
 * @param maximumPieces of a sequence, special ones included; all that the encoder knows by default
 * @param stride pieces between the beginnings of two windows of a longer sentence; half a window by
 *     default
 * @param context most pieces of the sentences before and behind that are read with a sentence.
 *     Taggers only
 * @param dropout what is dropped in training
 * @param tokenCase whether the encoder is told where tokens have capitals. Taggers only
 * @param frozenLayers of the encoder, the lowest, that don't learn, nor then the embeddings
 * @param layerDecay by which the learning rate is multiplied from each layer to the one below
 *     (Howard and Ruder 2018, section 3.2)
 * @param headRate by which the learning rate of the layers on top of the encoder is multiplied
 * @param lora what the encoder learns beside its weights, which stay then; null when these learn
 */
public record EncoderFineTuning(
    String encoder,
    TagPooling pooling,
    Integer maximumPieces,
    Integer stride,
    int context,
    EncoderDropout dropout,
    boolean tokenCase,
    int frozenLayers,
    Double layerDecay,
    Double headRate,
    LowRankShape lora) {
  /** In all families. */
  private static final Pattern LAYER = Pattern.compile("(?:encoder\\.)?layers?\\.(\\d+)\\..*");

  private static final Pattern NORM = Pattern.compile("(LayerNorm|norm)\\.");

  public EncoderFineTuning {
    if (encoder == null) {
      throw new IllegalArgumentException(
          "[bert.encoder] is missing; expected the location of a bundle of [import huggingface]");
    }
    dropout = Objects.requireNonNullElse(dropout, new EncoderDropout(0.1, 0.1));
    layerDecay = Objects.requireNonNullElse(layerDecay, 1.0);
    headRate = Objects.requireNonNullElse(headRate, 1.0);
    if (lora != null) {
      lora.requireNotApart();
    }
  }

  /**
   * Refuses what only taggers have.
   *
   * @throws IllegalArgumentException when it is given
   */
  public void requireNoTagger() {
    if (pooling != null || context != 0 || tokenCase) {
      throw new IllegalArgumentException(
          "[bert.pooling], [bert.context] or [bert.tokenCase] is given; expected none of them: only taggers read tokens");
    }
  }

  /**
   * How a parameter of the network is updated. Biases and layer normalisation don't decay.
   *
   * @param layers of the encoder
   * @param ofHead whether it is a head's, not the encoder's
   */
  UpdateRule rule(String parameter, int layers, boolean ofHead) {
    Matcher layer = LAYER.matcher(parameter);
    double factor;
    if (ofHead) {
      factor = headRate;
    } else if (layer.matches()) {
      int number = Integer.parseInt(layer.group(1));
      factor = number < frozenLayers ? 0 : Math.pow(layerDecay, layers - 1 - number);
    } else {
      factor = frozenLayers > 0 ? 0 : Math.pow(layerDecay, layers);
    }
    return new UpdateRule(factor, decays(parameter));
  }

  /** Whether weight decay applies to a parameter: to neither biases nor layer normalisation. */
  public static boolean decays(String parameter) {
    return !parameter.endsWith("bias") && !NORM.matcher(parameter).find();
  }
}
