package org.neuralannotators.importing.huggingface.family;

import org.neuralannotators.lm.decoder.DecoderArchitecture;

/**
 * A family of language models of Hugging Face that are decoders: what its {@code config.json}
 * means, and where its tensors are with us. A new family is a class of this, and a line in {@link
 * DecoderFamilies}.
 */
public interface DecoderFamily {
  /** Its name, for people. */
  String title();

  /**
   * The architecture that a configuration describes.
   *
   * @throws IllegalArgumentException for a value that isn't supported, naming both
   */
  DecoderArchitecture architecture(ConfigValues config);

  /** Its tensors. */
  DecoderTensors tensors();
}
