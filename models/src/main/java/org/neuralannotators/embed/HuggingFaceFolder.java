package org.neuralannotators.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.network.kernel.Gelu;

/** A folder of Hugging Face's, with BERT or ALBERT. */
record HuggingFaceFolder(Path folder) implements BertSource {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";

  /** The folder, if it is one of Hugging Face's. */
  static Optional<BertSource> in(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG))
            && Files.isRegularFile(folder.resolve(WEIGHTS))
        ? Optional.of(new HuggingFaceFolder(folder))
        : Optional.empty();
  }

  @Override
  public BertCheckpoint read() throws IOException {
    for (String file : List.of(CONFIG, WEIGHTS)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new BundleException(
            "["
                + folder
                + "] has no file ["
                + file
                + "]; expected the folder of a Hugging Face checkpoint with its safetensors");
      }
    }
    Path config = folder.resolve(CONFIG);
    BertArchitecture architecture =
        new BertConfig(config, WordPieceFiles.json(config), Gelu.ERF).architecture();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    SafeTensors.read(folder.resolve(WEIGHTS))
        .forEach((name, tensor) -> tensors.put(TensorNames.standard(name), tensor));
    return BertCheckpoint.of(
        folder.toString(), architecture, WordPieceFiles.readFolder(folder), tensors, Set.of());
  }
}
