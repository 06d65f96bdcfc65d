package org.neuralannotators.importing.huggingface.encoderdecoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.encode.checkpoint.CheckpointTensors;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ConfiguredFolder;
import org.neuralannotators.importing.huggingface.FoundModel;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.importing.huggingface.family.EncoderDecoderFamilies;
import org.neuralannotators.importing.huggingface.family.EncoderDecoderFamily;
import org.neuralannotators.importing.huggingface.family.EncoderDecoderTensors;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;
import org.neuralannotators.importing.tokenizer.TokenizerPair;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.translate.TokenizerPieces;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

/**
 * A folder of Hugging Face's with a model that has encoder and decoder: {@code config.json}, {@code
 * generation_config.json} if it is there, weights, and the files of a tokenizer or two.
 */
public final class EncoderDecoderFolder {
  private static final String CONFIG = "config.json";
  private static final String OUTPUT_BIAS = "final_logits_bias";

  /** Classes whose heads are for other tasks, or that lack the decoder. */
  private static final String OTHERS = ".*(For(?!ConditionalGeneration).*|Encoder(Model)?)";

  private final Path folder;
  private final Path weights;
  private final ConfigValues config;
  private final EncoderDecoderFamily family;
  private final Map<String, Tensor> tensors = new HashMap<>();

  private EncoderDecoderFolder(ConfiguredFolder files, EncoderDecoderFamily family) {
    folder = files.folder();
    weights = files.weights();
    config = files.config();
    this.family = family;
  }

  /** The model of a folder, if its configuration is that of a family with encoder and decoder. */
  public static Optional<FoundModel> in(Path folder) throws IOException {
    Optional<ConfiguredFolder> found = ConfiguredFolder.in(folder);
    return found.flatMap(
        files ->
            EncoderDecoderFamilies.of(files.config().json())
                .map(family -> new EncoderDecoderFolder(files, family)::read));
  }

  private ImportedModel read(Choice choice) throws IOException {
    if (choice.head().isPresent()) {
      throw new BundleException(
          "[%s] writes texts by encoder and decoder, is read with its own head and no other, and is no encoder. Leave out [--head %s]"
              .formatted(folder, choice.head().get()));
    }
    choice.requireFor(folder.toString(), Task.NONE);
    requireHead();
    EncoderDecoderTensors names = family.tensors(config);
    HuggingFaceWeights.read(weights)
        .forEach((name, tensor) -> tensors.put(names.withoutModel(name), tensor));
    names.twins().forEach(this::takeTwin);
    ModelCard card = ModelCard.of(folder);
    GenerationValues generation = GenerationValues.read(folder, config, family.defaults());
    EncoderDecoderArchitecture shape;
    GenerationSettings settings;
    try {
      config.require("quantization_config", "none");
      shape = family.architecture(config, marks(generation), tensors.containsKey(OUTPUT_BIAS));
      settings = generation.settings();
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + folder.resolve(CONFIG) + "] has " + e.getMessage(), e);
    }
    TranslatorModel model = layOut(shape, settings, generation, card);
    try {
      TensorType type = fill(model, shape, names);
      return new ImportedTranslator(description(shape), model, type, ofSources(model, card));
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A translator's bundle tells the language of its sources, a card those of both sides. */
  private static ModelCard ofSources(TranslatorModel model, ModelCard card) {
    return new ModelCard(Optional.of(model.rules().sourceLanguage()), card.licence());
  }

  /** Only the head that writes texts is known. */
  private void requireHead() throws BundleException {
    String architecture = config.json().path("architectures").path(0).asText();
    if (architecture.matches(OTHERS)) {
      throw new BundleException(
          "[%s] has [%s] for [architectures]; expected the class that writes texts, such as [...ForConditionalGeneration]"
              .formatted(folder.resolve(CONFIG), architecture));
    }
  }

  /** Of tensors that are the same, files have one alone, of any of the names. */
  private void takeTwin(String name, List<String> twins) {
    if (!tensors.containsKey(name)) {
      twins.stream()
          .filter(tensors::containsKey)
          .findFirst()
          .ifPresent(twin -> tensors.put(name, tensors.get(twin)));
    }
  }

  private TargetMarks marks(GenerationValues generation) throws BundleException {
    int sources = config.number("vocab_size");
    return generation.marks(config.number("decoder_vocab_size", sources));
  }

  private TranslatorModel layOut(
      EncoderDecoderArchitecture shape,
      GenerationSettings settings,
      GenerationValues generation,
      ModelCard card)
      throws IOException {
    TokenizerPair tokenizers = TokenizerFolder.readPair(folder);
    Optional<Integer> first =
        tokenizers.targetLanguage() == TargetLanguage.BEGIN
            ? Optional.of(shape.marks().begin())
            : generation.forcedBegin();
    try {
      return new TranslatorModel(
          shape,
          shape.network(),
          new TokenizerPieces(
              TranslatorTexts.of(tokenizers, card, GenerationValues.taskPrefix(config), first),
              tokenizers.source().stored(),
              tokenizers.target().stored()),
          Optional.of(settings));
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + folder + "]: " + e.getMessage(), e);
    }
  }

  /**
   * Fills a model.
   *
   * @return the type of a bundle's weights: those of 16 bits stay so where all are
   */
  private TensorType fill(
      TranslatorModel model, EncoderDecoderArchitecture shape, EncoderDecoderTensors names)
      throws IOException {
    CheckpointTensors checkpoint =
        new CheckpointTensors(
            weights.toString(),
            tensors,
            "encoder and decoder",
            shape.encoder().layers(),
            shape.hidden());
    Parameters parameters = model.network().parameters();
    parameters.withoutMemory();
    checkpoint.check(names.of(parameters.all()), names::passesOver);
    parameters.allocateFrozen();
    List<CheckpointTensor> wanted = names.of(parameters.all());
    checkpoint.fill(wanted);
    return wanted.stream().allMatch(each -> tensors.get(each.name()).type() == TensorType.F16)
        ? TensorType.F16
        : TensorType.F32;
  }

  private String description(EncoderDecoderArchitecture shape) {
    return "a translator: %s, %d + %d layers of %d, %d pieces"
        .formatted(
            family.title(),
            shape.encoder().layers(),
            shape.decoder().layers(),
            shape.hidden(),
            shape.targetVocabulary());
  }
}
