package org.neuralannotators.importing.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.importing.tokenizer.ImportedTokenizer;
import org.neuralannotators.importing.tokenizer.JsonFile;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * A folder as {@code transformers} saves a model: {@code config.json}, weights, and the files of a
 * tokenizer.
 */
public final class HuggingFaceFolder {
  private static final String CONFIG = "config.json";

  /** Most special tokens of a sequence. */
  private static final int SPECIALS = 2;

  /** How the tensors of heads begin, in whatever family. */
  private static final List<String> HEADS =
      List.of(
          "pooler.",
          "cls.",
          "classifier.",
          "pre_classifier.",
          "qa_outputs.",
          "predictions.",
          "sop_classifier.",
          "lm_head.",
          "vocab_",
          "generator_predictions.",
          "generator_lm_head.",
          "discriminator_predictions.",
          "lm_predictions.",
          "mask_predictions.",
          "head.",
          "decoder.",
          "lm_loss.",
          "sequence_summary.",
          "logits_proj.",
          "start_logits.",
          "end_logits.",
          "answer_class.");

  /** What every encoder bundle keeps: the pooler, and what pretraining goes on with. */
  static final Renaming KEPT =
      Renaming.of(
          "pooler.", "pooler.",
          "cls.predictions.decoder.bias", "cls.predictions.bias",
          "cls.", "cls.");

  private final Path folder;
  private final ConfigValues config;
  private final Family family;
  private final EncoderArchitecture architecture;
  private final ImportedTokenizer tokenizer;
  private final StoredTokenizer stored;
  private final Map<String, Tensor> encoder = new HashMap<>();
  private final Map<String, Tensor> heads = new HashMap<>();

  /**
   * Reads a folder.
   *
   * @param weights the file with the weights, or their index
   */
  private HuggingFaceFolder(Path folder, Path weights) throws IOException {
    this.folder = folder;
    config = new ConfigValues(JsonFile.read(folder.resolve(CONFIG)));
    try {
      family = Families.of(config.json());
      architecture = family.architecture().apply(config);
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
    tokenizer = TokenizerFolder.read(folder);
    stored = StoredTokenizer.of(tokenizer.json());
    HuggingFaceWeights.read(weights)
        .forEach(
            (name, tensor) -> {
              String ours = family.ours().apply(name);
              (HEADS.stream().anyMatch(ours::startsWith) ? heads : encoder).put(ours, tensor);
            });
    Tensor pieces = encoder.get(EncoderArchitecture.PIECES);
    if (pieces != null) {
      heads.values().removeIf(tensor -> isSame(tensor, pieces));
    }
  }

  /** Old files have a decoder that is tied to the embeddings as a tensor of its own. */
  private static boolean isSame(Tensor tensor, Tensor pieces) {
    return tensor.type() == pieces.type()
        && Arrays.equals(tensor.shape(), pieces.shape())
        && tensor.bytes().equals(pieces.bytes());
  }

  /** Whether a folder is one, as far as its files' names tell. */
  public static boolean isOne(Path folder) {
    return isConfigured(folder) && HuggingFaceWeights.in(folder).isPresent();
  }

  private static boolean isConfigured(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  /**
   * Reads a folder.
   *
   * @throws BundleException when it is no known family's, or its files can't be understood; the
   *     error names the file, what it has and what was expected
   */
  public static HuggingFaceFolder read(Path folder) throws IOException {
    String expected = "the folder of a Hugging Face checkpoint";
    if (!isConfigured(folder)) {
      throw new BundleException(
          "[%s] has no file [%s]; expected %s".formatted(folder, CONFIG, expected));
    }
    return new HuggingFaceFolder(folder, HuggingFaceWeights.require(folder, expected));
  }

  /** The folder with the configuration of an ONNX file: beside it, or one folder up. */
  public static Optional<Path> ofOnnx(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return file.toString().endsWith(".onnx") && Files.isRegularFile(file)
        ? Stream.of(folder, folder.getParent())
            .filter(place -> place != null && isConfigured(place))
            .findFirst()
        : Optional.empty();
  }

  /**
   * The same with weights of another place, such as an ONNX file.
   *
   * @throws BundleException as for a folder
   */
  public static HuggingFaceFolder read(Path folder, Path weights) throws IOException {
    return new HuggingFaceFolder(folder, weights);
  }

  /** The encoder alone, with its pooler and what pretraining goes on with. */
  public EncoderCheckpoint encoder() throws BundleException {
    return checkpoint(head(KEPT));
  }

  /** The encoder with other tensors beside its own. */
  EncoderCheckpoint checkpoint(Map<String, Tensor> others) throws BundleException {
    Map<String, Tensor> all = new HashMap<>(encoder);
    all.putAll(others);
    try {
      return new EncoderCheckpoint(folder.toString(), architecture, stored, all);
    } catch (IllegalArgumentException e) {
      throw new BundleException(e.getMessage(), e);
    }
  }

  /** The tensors of a task's head, by the names that they have with us. */
  Map<String, Tensor> head(Renaming renaming) {
    Map<String, Tensor> found = new HashMap<>();
    heads.forEach((name, tensor) -> renaming.ours(name).ifPresent(ours -> found.put(ours, tensor)));
    return found;
  }

  /** The heads' tensors that aren't kept by a task, sorted. */
  List<String> leftOut(Renaming renaming) {
    List<String> names = new ArrayList<>(heads.keySet());
    names.removeIf(name -> renaming.ours(name).isPresent());
    return names.stream().sorted().toList();
  }

  /**
   * How many outputs the last layer of a head has.
   *
   * @param name of its weights with us
   * @throws BundleException when the head isn't there
   */
  int outputs(Map<String, Tensor> head, String name) throws BundleException {
    Tensor weights = head.get(name);
    Tensor bias = head.get(name.replaceFirst("weight$", "bias"));
    if (weights == null
        || weights.shape().length != 2
        || bias == null
        || bias.size() != weights.shape()[0]) {
      throw new BundleException(
          "[%s] has no head for its task; expected the weights and as many biases of a linear layer, and found the heads' tensors %s. Import the encoder alone with [--head none]"
              .formatted(folder, new TreeMap<>(heads).values()));
    }
    return (int) weights.shape()[0];
  }

  /** The longest sequence, special tokens included. */
  int maximumPieces() {
    return Math.min(
        architecture.maximumPositions(),
        tokenizer.maxLength().orElse(architecture.maximumPositions()));
  }

  /** Pieces between the beginnings of two windows of a longer text. */
  int stride() {
    return Math.max(1, (maximumPieces() - SPECIALS) / 2);
  }

  /** The type of a bundle's weights: those of 16 bits stay so where all are. */
  TensorType type() {
    return Stream.of(encoder, heads)
            .flatMap(tensors -> tensors.values().stream())
            .allMatch(tensor -> tensor.type() == TensorType.F16)
        ? TensorType.F16
        : TensorType.F32;
  }

  /** Whether capitals and small letters differ. */
  boolean cased() {
    return stored.cased();
  }

  ConfigValues config() {
    return config;
  }

  Family family() {
    return family;
  }

  EncoderArchitecture architecture() {
    return architecture;
  }

  StoredTokenizer stored() {
    return stored;
  }

  ImportedTokenizer tokenizer() {
    return tokenizer;
  }

  /** An error in the configuration. */
  BundleException refused(IllegalArgumentException e) {
    return new BundleException("[" + folder.resolve(CONFIG) + "] has " + e.getMessage(), e);
  }
}
