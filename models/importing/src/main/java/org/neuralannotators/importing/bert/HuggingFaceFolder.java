package org.neuralannotators.importing.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.importing.huggingface.BertConfig;
import org.neuralannotators.importing.huggingface.TensorNames;
import org.neuralannotators.network.kernel.Activation;

/**
 * A folder of Hugging Face's, with BERT or ALBERT.
 *
 * @param folder has configuration and tokenizer
 * @param weights the file with the weights or their index, if it isn't looked for in the folder
 */
record HuggingFaceFolder(Path folder, Optional<Path> weights) implements BertSource {
  private static final String CONFIG = "config.json";

  /** The folder, if it is one of Hugging Face's. */
  static Optional<BertSource> in(Path folder) {
    return isConfigured(folder) && HuggingFaceWeights.in(folder).isPresent()
        ? Optional.of(new HuggingFaceFolder(folder, Optional.empty()))
        : Optional.empty();
  }

  /** Whether there is a configuration. */
  static boolean isConfigured(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  @Override
  public EncoderCheckpoint read() throws IOException {
    if (!isConfigured(folder)) {
      throw refused(CONFIG);
    }
    Path file =
        weights
            .or(() -> HuggingFaceWeights.in(folder))
            .orElseThrow(() -> refused(String.join("] or [", HuggingFaceWeights.FILES)));
    Path config = folder.resolve(CONFIG);
    BertArchitecture architecture =
        new BertConfig(config, WordPieceFiles.json(config), Activation.GELU).architecture();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    HuggingFaceWeights.read(file)
        .forEach((name, tensor) -> tensors.put(TensorNames.standard(name), tensor));
    return WordPieceFiles.readFolder(folder)
        .checkpoint(folder.toString(), architecture, tensors, Set.of());
  }

  private BundleException refused(String missing) {
    return new BundleException(
        "["
            + folder
            + "] has no file ["
            + missing
            + "]; expected the folder of a Hugging Face checkpoint");
  }
}
