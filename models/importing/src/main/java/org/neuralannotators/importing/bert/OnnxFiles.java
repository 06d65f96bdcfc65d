package org.neuralannotators.importing.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.checkpoint.OnnxModel;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.importing.huggingface.HuggingFaceFolder;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;

/**
 * BERT as PyTorch exports it to ONNX, and its tokenizer.
 *
 * @param model the ONNX file
 * @param tokenizer the {@code tokenizer.json}
 */
record OnnxFiles(Path model, Path tokenizer) implements BertSource {
  static final String ENDING = ".onnx";
  private static final String MODEL = "model.onnx";
  private static final String TOKENIZER = "tokenizer.json";

  /**
   * The ONNX file of a folder or of its folder {@code onnx}, if its tokenizer lies in the folder:
   * the only one, or {@code model.onnx} among several.
   */
  static Optional<BertSource> in(Path folder) throws IOException {
    for (Path place : List.of(folder, folder.resolve(HuggingFaceWeights.ONNX).getParent())) {
      Optional<Path> model = only(place);
      if (model.isPresent()) {
        return tokenizer(model.get(), folder)
            .map(tokenizer -> new OnnxFiles(model.get(), tokenizer));
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> only(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> models = files.filter(file -> file.toString().endsWith(ENDING)).toList();
      return models.size() == 1
          ? Optional.of(models.get(0))
          : models.stream().filter(file -> file.endsWith(MODEL)).findFirst();
    }
  }

  /**
   * An ONNX file with what belongs to it beside it or one folder up: {@code config.json} and the
   * files of a tokenizer, or {@code NAME-tokenizer.json} or {@code tokenizer.json} alone.
   */
  static Optional<BertSource> besides(Path model) {
    Path folder = model.toAbsolutePath().getParent();
    List<Path> places = Stream.of(folder, folder.getParent()).filter(Objects::nonNull).toList();
    Optional<BertSource> configured =
        HuggingFaceFolder.ofOnnx(model)
            .map(place -> () -> HuggingFaceFolder.read(place, model).encoder());
    return configured.isPresent()
        ? configured
        : places.stream()
            .flatMap(place -> tokenizer(model, place).stream())
            .findFirst()
            .map(tokenizer -> new OnnxFiles(model, tokenizer));
  }

  private static Optional<Path> tokenizer(Path model, Path folder) {
    String name = model.getFileName().toString();
    String base = name.substring(0, name.length() - ENDING.length());
    return Stream.of(base + "-" + TOKENIZER, TOKENIZER)
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  @Override
  public EncoderCheckpoint read() throws IOException {
    OnnxBert graph = new OnnxBert(OnnxModel.read(model));
    return BertSource.checkpoint(
        model.toString(),
        graph.architecture(),
        TokenizerFolder.readDocument(tokenizer).json(),
        graph.tensors());
  }
}
