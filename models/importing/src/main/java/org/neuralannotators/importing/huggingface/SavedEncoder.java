package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * An encoder that is part of a model.
 *
 * @param title of its family, for people
 * @param tensors by the names that they have with us
 */
record SavedEncoder(String title, EncoderArchitecture architecture, Map<String, Tensor> tensors) {
  private static final String VOCABULARY = "vocab_size";

  /**
   * Finds out what encoder it is.
   *
   * @param config a {@code config.json}
   * @param saved by the names that the family's own model gives them
   * @throws IllegalArgumentException when it is no known family's, or has a value that isn't
   *     supported
   */
  static SavedEncoder of(JsonNode config, Map<String, Tensor> saved) {
    Family family = Families.of(config);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    saved.forEach((name, tensor) -> tensors.put(family.ours().apply(name), tensor));
    ObjectNode own = config.deepCopy();
    Tensor pieces = tensors.get(EncoderArchitecture.PIECES);
    if (pieces != null && pieces.shape().length == 2) {
      own.put(VOCABULARY, (int) pieces.shape()[0]);
    }
    EncoderArchitecture architecture = family.architecture().apply(new ConfigValues(own));
    return new SavedEncoder(family.title(), architecture, tensors);
  }

  /** The encoder as a checkpoint. */
  EncoderCheckpoint checkpoint(String source, StoredTokenizer tokenizer) {
    return new EncoderCheckpoint(source, architecture, tokenizer, tensors);
  }
}
