package org.neuralannotators.importing.bert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/** The files of a checkpoint. */
interface BertSource {
  /**
   * Reads them.
   *
   * @throws BundleException when they can't be understood
   */
  EncoderCheckpoint read() throws IOException;

  /**
   * A checkpoint.
   *
   * @param tokenizer its {@code tokenizer.json}
   * @throws BundleException when its parts don't fit together
   */
  static EncoderCheckpoint checkpoint(
      String source,
      EncoderArchitecture architecture,
      JsonNode tokenizer,
      Map<String, Tensor> tensors)
      throws BundleException {
    try {
      return new EncoderCheckpoint(source, architecture, StoredTokenizer.of(tokenizer), tensors);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + source + "]: " + e.getMessage(), e);
    }
  }
}
