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
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.importing.huggingface.family.Families;
import org.neuralannotators.importing.huggingface.family.Family;
import org.neuralannotators.importing.huggingface.family.Renaming;
import org.neuralannotators.importing.tokenizer.ImportedTokenizer;
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

  private final Path folder;
  private final ConfigValues config;
  private final Family family;
  private final EncoderArchitecture architecture;
  private final ImportedTokenizer tokenizer;
  private final ModelCard card;
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
      architecture = family.architecture(config);
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
    tokenizer = TokenizerFolder.read(folder);
    card = ModelCard.of(folder);
    HuggingFaceWeights.read(weights)
        .forEach(
            (name, tensor) -> {
              String ours = family.ours(name);
              (EncoderCheckpoint.isOfHead(ours) ? heads : encoder).put(ours, tensor);
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

  /** The model of a folder, if it is one, as far as its files' names tell. */
  public static Optional<FoundModel> in(Path folder) {
    return isConfigured(folder) && HuggingFaceWeights.in(folder).isPresent()
        ? Optional.of(choice -> HeadImporter.read(read(folder), choice))
        : Optional.empty();
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

  /** The model of an ONNX file, if its configuration lies beside it or one folder up. */
  public static Optional<FoundModel> ofOnnx(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return Stream.of(folder, folder.getParent())
        .filter(place -> place != null && isConfigured(place))
        .findFirst()
        .map(place -> choice -> HeadImporter.read(new HuggingFaceFolder(place, file), choice));
  }

  /** The encoder alone, with its pooler and what pretraining goes on with. */
  public EncoderCheckpoint encoder() throws BundleException {
    return checkpoint(head(Renaming.KEPT));
  }

  /** The encoder with other tensors beside its own. */
  public EncoderCheckpoint checkpoint(Map<String, Tensor> others) throws BundleException {
    Map<String, Tensor> all = new HashMap<>(encoder);
    all.putAll(others);
    try {
      return new EncoderCheckpoint(folder.toString(), architecture, stored(), all);
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
  public List<String> leftOut(Renaming renaming) {
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
      throw withoutHead("the weights and as many biases of a linear layer");
    }
    return (int) weights.shape()[0];
  }

  /**
   * An error of a model that hasn't the head that it should have.
   *
   * @param expected what such a head has
   */
  BundleException withoutHead(String expected) {
    return new BundleException(
        "[%s] has no head for its task; expected %s, and found the heads' tensors %s. Import the encoder alone with [--head none]"
            .formatted(folder, expected, new TreeMap<>(heads).values()));
  }

  /** The longest sequence, special tokens included. */
  public int maximumPieces() {
    return Math.min(
        architecture.maximumPositions(),
        tokenizer.maxLength().orElse(architecture.maximumPositions()));
  }

  /** Pieces between the beginnings of two windows of a longer text. */
  int stride() {
    return Math.max(1, (maximumPieces() - SPECIALS) / 2);
  }

  /** The type of a bundle's weights: those of 16 bits stay so where all are. */
  public TensorType type() {
    return Stream.of(encoder, heads)
            .flatMap(tensors -> tensors.values().stream())
            .allMatch(tensor -> tensor.type() == TensorType.F16)
        ? TensorType.F16
        : TensorType.F32;
  }

  /** The family and the size of the encoder, for people. */
  public String description() {
    return "%s, %d layers of %d, %s"
        .formatted(
            family.title(),
            architecture.layers(),
            architecture.hidden(),
            stored().cased() ? "cased" : "uncased");
  }

  /** Where it is. */
  String source() {
    return folder.toString();
  }

  /** What its authors say of it. */
  public ModelCard card() {
    return card;
  }

  ConfigValues config() {
    return config;
  }

  Family family() {
    return family;
  }

  public EncoderArchitecture architecture() {
    return architecture;
  }

  public StoredTokenizer stored() {
    return tokenizer.stored();
  }

  ImportedTokenizer tokenizer() {
    return tokenizer;
  }

  /** An error in the configuration. */
  BundleException refused(IllegalArgumentException e) {
    return new BundleException("[" + folder.resolve(CONFIG) + "] has " + e.getMessage(), e);
  }
}
