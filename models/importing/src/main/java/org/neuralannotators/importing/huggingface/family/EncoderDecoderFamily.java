package org.neuralannotators.importing.huggingface.family;

import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture;

/**
 * A family of models of Hugging Face with encoder and decoder that write texts: what its {@code
 * config.json} means, and where its tensors are with us. A new family is an object of this, and a
 * line in {@link EncoderDecoderFamilies}.
 */
public interface EncoderDecoderFamily {
  /** Its name, for people. */
  String title();

  /**
   * The architecture that a configuration describes.
   *
   * @param marks between which targets stand
   * @param outputBias whether the weights have a bias for each piece
   * @throws IllegalArgumentException for a value that isn't supported, naming both
   */
  EncoderDecoderArchitecture architecture(
      ConfigValues config, TargetMarks marks, boolean outputBias);

  /** The tensors of a model of that configuration. */
  EncoderDecoderTensors tensors(ConfigValues config);

  /** What {@code transformers} takes where a configuration says nothing. */
  Defaults defaults();

  /**
   * Pieces that the classes of configurations name.
   *
   * @param begin what the decoder reads first
   * @param end what ends targets
   * @param forcedEnd what ends targets of the maximum length; null for any
   */
  record Defaults(int begin, int end, Integer forcedEnd) {}
}
