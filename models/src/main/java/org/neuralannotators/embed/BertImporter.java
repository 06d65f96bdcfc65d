package org.neuralannotators.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.OnnxModel;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.Tensor;

/** Reads the checkpoints of others. Nothing is downloaded. */
public final class BertImporter {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";

  private BertImporter() {}

  /**
   * Reads a folder of Hugging Face's, of BERT or ALBERT: {@code config.json}, {@code
   * model.safetensors}, and {@code tokenizer.json} or {@code vocab.txt}.
   *
   * @throws BundleException when it is another model's, or its files can't be understood
   */
  public static BertCheckpoint readFolder(Path folder) throws IOException {
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
    BertArchitecture architecture =
        new BertConfig(folder, WordPieceFiles.json(folder.resolve(CONFIG))).architecture();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    SafeTensors.read(folder.resolve(WEIGHTS))
        .forEach((name, tensor) -> tensors.put(TensorNames.standard(name), tensor));
    return checkpoint(folder, architecture, WordPieceFiles.readFolder(folder), tensors, Set.of());
  }

  /**
   * Reads BERT as PyTorch exports it to ONNX.
   *
   * @param model the ONNX file, with its weights in it
   * @param tokenizer the {@code tokenizer.json}
   * @throws BundleException when it is another model's, or the files can't be understood
   */
  public static BertCheckpoint readOnnx(Path model, Path tokenizer) throws IOException {
    OnnxBert graph = new OnnxBert(OnnxModel.read(model));
    return checkpoint(
        model,
        graph.architecture(),
        WordPieceFiles.read(tokenizer),
        graph.tensors(),
        graph.inputsFirst());
  }

  private static BertCheckpoint checkpoint(
      Path source,
      BertArchitecture architecture,
      WordPieceFiles tokenizer,
      Map<String, Tensor> tensors,
      Set<String> inputsFirst)
      throws BundleException {
    try {
      return new BertCheckpoint(
          source.toString(),
          architecture,
          tokenizer.pieces(),
          tokenizer.normalization(),
          tensors,
          inputsFirst);
    } catch (IllegalArgumentException e) {
      throw new BundleException(e.getMessage(), e);
    }
  }
}
