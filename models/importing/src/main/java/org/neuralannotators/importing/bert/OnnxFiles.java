package org.neuralannotators.importing.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuralannotators.checkpoint.OnnxModel;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;

/**
 * BERT as PyTorch exports it to ONNX, and its tokenizer.
 *
 * @param model the ONNX file
 * @param tokenizer the {@code tokenizer.json}
 */
record OnnxFiles(Path model, Path tokenizer) implements BertSource {
  static final String ENDING = ".onnx";
  private static final String TOKENIZER = "tokenizer.json";

  /** The only ONNX file of a folder, if its tokenizer lies beside it. */
  static Optional<BertSource> in(Path folder) throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.list(folder)) {
      models = files.filter(file -> file.toString().endsWith(ENDING)).toList();
    }
    return models.size() == 1 ? besides(models.get(0)) : Optional.empty();
  }

  /** An ONNX file with {@code NAME-tokenizer.json} or {@code tokenizer.json} beside it. */
  static Optional<BertSource> besides(Path model) {
    String name = model.getFileName().toString();
    String base = name.substring(0, name.length() - ENDING.length());
    return Stream.of(base + "-" + TOKENIZER, TOKENIZER)
        .map(model::resolveSibling)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(tokenizer -> new OnnxFiles(model, tokenizer));
  }

  @Override
  public EncoderCheckpoint read() throws IOException {
    OnnxBert graph = new OnnxBert(OnnxModel.read(model));
    return WordPieceFiles.read(tokenizer)
        .checkpoint(model.toString(), graph.architecture(), graph.tensors(), graph.inputsFirst());
  }
}
