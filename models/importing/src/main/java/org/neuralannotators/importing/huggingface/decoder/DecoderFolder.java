package org.neuralannotators.importing.huggingface.decoder;

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
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ConfiguredFolder;
import org.neuralannotators.importing.huggingface.FoundModel;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.importing.huggingface.family.DecoderFamilies;
import org.neuralannotators.importing.huggingface.family.DecoderFamily;
import org.neuralannotators.importing.huggingface.family.DecoderTensors;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderSpec;
import org.neuralannotators.network.Parameters;

/**
 * A folder of Hugging Face's with a language model that is a decoder: {@code config.json}, {@code
 * generation_config.json} if it says more of where texts end, weights, and the files of a
 * tokenizer. Chat templates are passed over.
 */
public final class DecoderFolder {
  private static final String CONFIG = "config.json";

  private final Path folder;
  private final Path weights;
  private final ConfigValues config;
  private final DecoderFamily family;

  private DecoderFolder(ConfiguredFolder files, DecoderFamily family) {
    folder = files.folder();
    weights = files.weights();
    config = files.config();
    this.family = family;
  }

  /** The model of a folder, if its configuration is that of a family of decoders. */
  public static Optional<FoundModel> in(Path folder) throws IOException {
    Optional<ConfiguredFolder> found = ConfiguredFolder.in(folder);
    return found.flatMap(
        files ->
            DecoderFamilies.of(files.config().json())
                .map(family -> new DecoderFolder(files, family)::read));
  }

  private ImportedModel read(Choice choice) throws IOException {
    if (choice.head().isPresent()) {
      throw new BundleException(
          "[%s] is a language model, a decoder, which is read with its own head and no other, and is no encoder. Leave out [--head %s]"
              .formatted(folder, choice.head().get()));
    }
    choice.requireFor(folder.toString(), Task.NONE);
    DecoderModel model = layOut();
    try {
      return new ImportedDecoder(family.title(), model, fill(model), ModelCard.of(folder));
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private DecoderModel layOut() throws IOException {
    DecoderArchitecture architecture;
    try {
      config.require("add_cross_attention", false);
      config.require("quantization_config", "none");
      architecture = family.architecture(config);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + folder.resolve(CONFIG) + "] has " + e.getMessage(), e);
    }
    List<Integer> ends = TextEnds.of(folder, architecture.vocabulary());
    try {
      return DecoderModel.of(
          new DecoderSpec(architecture, ends), TokenizerFolder.read(folder).stored(), 0);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + folder + "]: " + e.getMessage(), e);
    }
  }

  /**
   * Fills a model.
   *
   * @return the type of a bundle's weights: those of 16 bits stay so where all are
   */
  private TensorType fill(DecoderModel model) throws IOException {
    DecoderTensors names = family.tensors();
    DecoderArchitecture shape = model.spec().decoder();
    Map<String, Tensor> tensors = new HashMap<>();
    HuggingFaceWeights.read(weights)
        .forEach((name, tensor) -> tensors.put(names.withoutModel(name), tensor));
    CheckpointTensors checkpoint =
        new CheckpointTensors(
            weights.toString(), tensors, "decoder", shape.layers(), shape.hidden());
    Parameters parameters = model.network().parameters();
    parameters.withoutMemory();
    checkpoint.check(names.of(parameters.all(), shape), names::passesOver);
    parameters.allocateFrozen();
    List<CheckpointTensor> wanted = names.of(parameters.all(), shape);
    checkpoint.fill(wanted);
    return wanted.stream().allMatch(each -> tensors.get(each.name()).type() == TensorType.F16)
        ? TensorType.F16
        : TensorType.F32;
  }
}
