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
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * An encoder that is part of a model.
 *
 * @param tensors by the names that they have with us
 */
record SavedEncoder(EncoderArchitecture architecture, Map<String, Tensor> tensors) {
  private static final String VOCABULARY = "vocab_size";

  /**
   * Finds out what encoder it is.
   *
   * @param source of the configuration, for errors
   * @param config a {@code config.json}
   * @param saved by the names that the family's own model gives them
   */
  static SavedEncoder of(Path source, JsonNode config, Map<String, Tensor> saved)
      throws BundleException {
    Family family = Family.of(source, config.path("model_type").asText());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    saved.forEach((name, tensor) -> tensors.put(family.names().apply(name), tensor));
    ObjectNode own = config.deepCopy();
    Tensor pieces = tensors.get(EncoderArchitecture.PIECES);
    if (pieces != null && pieces.shape().length == 2) {
      own.put(VOCABULARY, (int) pieces.shape()[0]);
    }
    return new SavedEncoder(family.shape().read(own), tensors);
  }

  /** Reads a configuration. */
  private interface Shape {
    EncoderArchitecture read(JsonNode config) throws BundleException;
  }

  private record Family(Shape shape, UnaryOperator<String> names) {
    static Family of(Path source, String type) {
      return switch (type) {
        case "deberta", "deberta-v2" ->
            new Family(DebertaFamily::architecture, DebertaFamily::ours);
        case "modernbert" -> new Family(ModernBertFamily::architecture, ModernBertFamily::ours);
        case "mpnet" -> new Family(MpnetFamily::architecture, MpnetFamily::ours);
        case "mobilebert" -> new Family(MobileBertFamily::architecture, MobileBertFamily::ours);
        default ->
            new Family(
                config -> new BertConfig(source, config, Activation.GELU).architecture(),
                TensorNames::standard);
      };
    }
  }

  /** The encoder as a checkpoint. */
  EncoderCheckpoint checkpoint(String source, StoredTokenizer tokenizer) {
    return new EncoderCheckpoint(source, architecture, tokenizer, tensors, Set.of());
  }
}
