package org.neuralannotators.importing.huggingface.sentence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.embed.sentence.SentenceArchitecture;
import org.neuralannotators.embed.sentence.SentenceModel;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.head.DenseShape;
import org.neuralannotators.head.SentenceHead;
import org.neuralannotators.head.SentencePooling;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.FoundModel;
import org.neuralannotators.importing.huggingface.HeadImporter;
import org.neuralannotators.importing.huggingface.HuggingFaceFolder;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ImportedNetwork;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.importing.huggingface.family.ActivationNames;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.importing.huggingface.family.Renaming;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.EncoderNetwork;
import org.neuralannotators.model.ModelSpec;

/**
 * A folder as sentence-transformers saves a model: {@code modules.json}, and a folder of Hugging
 * Face's with the encoder, in it or itself.
 */
public final class SentenceTransformersFolder {
  private static final String CONFIG = "config.json";
  private static final String PROMPTS = "config_sentence_transformers.json";

  /** Beside the encoder; older versions named it by the family. */
  private static final List<String> TEXT_CONFIGS =
      Stream.of("bert", "roberta", "distilbert", "camembert", "albert", "xlm-roberta", "xlnet")
          .map("sentence_%s_config.json"::formatted)
          .toList();

  private final SentenceModules modules;
  private final ModelCard card;
  private final HuggingFaceFolder encoder;
  private final Map<String, Tensor> layers = new HashMap<>();
  private final SentenceArchitecture architecture;

  private SentenceTransformersFolder(Path folder) throws IOException {
    modules = SentenceModules.read(folder);
    card = ModelCard.of(folder);
    encoder = HuggingFaceFolder.read(modules.transformer());
    ConfigValues texts = new ConfigValues(textConfig(modules.transformer()));
    ConfigValues pooling = config(modules.pooling());
    ConfigValues prompts = new ConfigValues(JsonFile.readIfThere(folder.resolve(PROMPTS)));
    Map<String, String> named = new LinkedHashMap<>();
    prompts
        .json()
        .path("prompts")
        .properties()
        .forEach(prompt -> named.put(prompt.getKey(), prompt.getValue().asText()));
    List<DenseShape> shapes = new ArrayList<>();
    for (Path layer : modules.layers()) {
      shapes.add(layer(layer, shapes.size()));
    }
    int most = encoder.architecture().maximumPositions();
    architecture =
        new SentenceArchitecture(
            encoder.architecture(),
            Math.min(most, texts.number("max_seq_length", encoder.maximumPieces())),
            texts.flag("do_lower_case", false),
            SentencePoolings.of(pooling),
            pooling.flag("include_prompt", true),
            shapes,
            modules.normalized(),
            named,
            prompts.text("default_prompt_name", null));
  }

  private static JsonNode textConfig(Path folder) throws IOException {
    for (String name : TEXT_CONFIGS) {
      if (Files.exists(folder.resolve(name))) {
        return JsonFile.read(folder.resolve(name));
      }
    }
    return JsonFile.readIfThere(folder.resolve(TEXT_CONFIGS.get(0)));
  }

  private static ConfigValues config(Path folder) throws IOException {
    return new ConfigValues(JsonFile.read(folder.resolve(CONFIG)));
  }

  /** Reads a linear layer. */
  private DenseShape layer(Path folder, int number) throws IOException {
    ConfigValues config = config(folder);
    config.require("module_input_name", "sentence_embedding");
    config.require("module_output_name", "sentence_embedding");
    HuggingFaceWeights.read(HuggingFaceWeights.require(folder, "the weights of a layer"))
        .forEach(
            (name, tensor) ->
                layers.put(
                    name.replaceFirst("^linear\\.", SentenceHead.layerName(number) + "."), tensor));
    String activation = config.text("activation_function", "torch.nn.modules.activation.Tanh");
    String type = activation.substring(activation.lastIndexOf('.') + 1);
    return new DenseShape(
        config.number("in_features"),
        config.number("out_features"),
        config.flag("bias", true),
        ActivationNames.ofClass(type));
  }

  /** Whether a folder is one, as far as its files' names tell: its folders are parts of it. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(SentenceModules.FILE));
  }

  /** The model of a folder, if it is one; another head than vectors is read of its encoder. */
  public static Optional<FoundModel> in(Path folder) {
    return isOne(folder)
        ? Optional.of(
            choice ->
                choice.head().isPresent()
                    ? HeadImporter.read(HuggingFaceFolder.read(transformer(folder)), choice)
                    : read(folder, choice))
        : Optional.empty();
  }

  /** The folder of the encoder. */
  private static Path transformer(Path folder) {
    Path first = folder.resolve("0_Transformer");
    return Files.isDirectory(first) ? first : folder;
  }

  private static ImportedModel read(Path folder, Choice choice) throws IOException {
    choice.requireFor(folder.toString(), Task.NONE);
    try {
      return new SentenceTransformersFolder(folder).filled();
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + folder + "] has " + e.getMessage(), e);
    }
  }

  /** 16 bits only where no layer has more. */
  private TensorType type() {
    TensorType own = encoder.type();
    return layers.values().stream().allMatch(tensor -> tensor.type() == own) ? own : TensorType.F32;
  }

  private ImportedModel filled() throws BundleException {
    EncoderModel<SentenceArchitecture, SentenceHead> model =
        EncoderModel.untrained(
            SentenceModel.LAYOUT, new ModelSpec<>(architecture, List.of()), encoder.stored());
    try {
      EncoderNetwork network = model.network();
      network.parameters().allocateLike(network.pieces());
      encoder.checkpoint(Map.of()).copyTo(network.encoder());
      new EncoderCheckpoint(
              modules.layers().toString(), encoder.architecture(), encoder.stored(), layers)
          .copyTo(network.headParameters());
      Set<String> surplus = new TreeSet<>(layers.keySet());
      network.headParameters().forEach(parameter -> surplus.remove(parameter.name()));
      if (!surplus.isEmpty()) {
        throw new BundleException(
            "%s have tensors %s, which their configurations know nothing of"
                .formatted(modules.layers(), surplus));
      }
      return new ImportedNetwork(
          description(model.architecture()), model, type(), encoder.leftOut(Renaming.of()), card);
    } catch (BundleException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private String description(SentenceArchitecture shape) {
    return "a sentence encoder: %d numbers, %s%s, %s"
        .formatted(
            shape.dimension(),
            shape.pooling().stream()
                .map(SentenceTransformersFolder::name)
                .collect(Collectors.joining(" and ")),
            shape.normalized() ? ", normalised" : "",
            encoder.description());
  }

  private static String name(SentencePooling pooling) {
    return switch (pooling) {
      case CLS -> "first piece";
      case MAX -> "maximum of pieces";
      case MEAN -> "mean of pieces";
      case MEAN_SQRT_LEN -> "sum of pieces by the root of their number";
      case WEIGHTED_MEAN -> "weighted mean of pieces";
      case LAST -> "last piece";
    };
  }
}
