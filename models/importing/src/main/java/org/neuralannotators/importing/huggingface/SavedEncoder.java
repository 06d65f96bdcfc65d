package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.importing.bert.BertImporter;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * An encoder that is part of a model.
 *
 * @param tensors by the names that they have with us
 */
record SavedEncoder(EncoderArchitecture architecture, Map<String, Tensor> tensors) {
  private static final String VOCABULARY = "vocab_size";
  private static final String PIECES = "embeddings.word_embeddings.weight";

  /**
   * Finds out what encoder it is.
   *
   * @param source of the configuration, for errors
   * @param config a {@code config.json}
   * @param saved by the names that the family's own model gives them
   */
  static SavedEncoder of(Path source, JsonNode config, Map<String, Tensor> saved)
      throws BundleException {
    boolean deberta = config.path("model_type").asText().startsWith("deberta");
    UnaryOperator<String> ours = deberta ? DebertaFamily::ours : BertImporter::standardName;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    saved.forEach((name, tensor) -> tensors.put(ours.apply(name), tensor));
    ObjectNode own = config.deepCopy();
    Tensor pieces = tensors.get(PIECES);
    if (pieces != null && pieces.shape().length == 2) {
      own.put(VOCABULARY, (int) pieces.shape()[0]);
    }
    return new SavedEncoder(
        deberta ? DebertaFamily.architecture(own) : BertImporter.architecture(source, own),
        tensors);
  }

  /** The encoder as a checkpoint. */
  EncoderCheckpoint checkpoint(String source, StoredTokenizer tokenizer) {
    return new EncoderCheckpoint(source, architecture, tokenizer, tensors, Set.of());
  }
}
