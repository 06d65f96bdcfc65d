package org.neuralannotators.importing.huggingface.gliner;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.FoundModel;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ImportedNetwork;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.zeroshot.GlinerArchitecture;
import org.neuralannotators.zeroshot.GlinerHead;
import org.neuralannotators.zeroshot.GlinerModel;

/**
 * A folder of a GLiNER model, as the gliner package saves it: {@code gliner_config.json}, {@code
 * model.safetensors} or {@code pytorch_model.bin}, and the files of a tokenizer. Models that say no
 * more of their encoder than its name need its {@code config.json} in the folder too.
 */
public final class GlinerFolder {
  private static final String CONFIG = "gliner_config.json";
  private static final String ENCODER_CONFIG = "config.json";
  private static final String ENCODER = "token_rep_layer.bert_layer.model.";

  /** Layers that the gliner package makes for such models and never uses. */
  private static final List<String> UNUSED = List.of("cross_fuser.", ENCODER + "pooler.");

  private final Path folder;
  private final Path source;
  private final ConfigValues values;
  private final GlinerConfig config;

  private GlinerFolder(Path folder) throws IOException {
    this.folder = folder;
    source = folder.resolve(CONFIG);
    values = new ConfigValues(JsonFile.read(source));
    config = new GlinerConfig(values.json());
  }

  /** The model of a folder, if it is one, as far as its files' names tell. */
  public static Optional<FoundModel> in(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG))
        ? Optional.of(choice -> read(folder, choice))
        : Optional.empty();
  }

  private static ImportedModel read(Path folder, Choice choice) throws IOException {
    if (choice.head().isPresent()) {
      throw new BundleException(
          "[%s] is a GLiNER model, which is of no use without its own head. Leave out [--head %s]"
              .formatted(folder, choice.head().get()));
    }
    choice.requireFor(folder.toString(), Task.TOKENS);
    try {
      return new GlinerFolder(folder).read();
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + folder.resolve(CONFIG) + "] has " + e.getMessage(), e);
    }
  }

  private ImportedModel read() throws IOException {
    Path weights = HuggingFaceWeights.require(folder, "the folder of a GLiNER model");
    Map<String, Tensor> encoder = new LinkedHashMap<>();
    Map<String, Tensor> head = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    HuggingFaceWeights.read(weights)
        .forEach(
            (name, tensor) -> {
              if (UNUSED.stream().anyMatch(name::startsWith)) {
                leftOut.add(name);
              } else if (name.startsWith(ENCODER)) {
                encoder.put(name.substring(ENCODER.length()), tensor);
              } else {
                head.put(name, tensor);
              }
            });
    GlinerTokens tokens = GlinerTokens.of(TokenizerFolder.read(folder), values);
    SavedEncoder saved = encoder(encoder);
    GlinerArchitecture architecture =
        new GlinerArchitecture(
            saved.architecture(),
            values.number("hidden_size", 512),
            config.pooling(),
            config.recurrentLayers(),
            config.form(),
            values.number("max_width", 12),
            values.number("max_len", 384),
            tokens.prompt());
    EncoderModel<GlinerArchitecture, GlinerHead> model =
        EncoderModel.untrained(
            GlinerModel.LAYOUT, new ModelSpec<>(architecture, List.of()), tokens.tokenizer());
    try {
      model.network().parameters().allocateLike(model.network().pieces());
      saved.checkpoint(weights.toString(), tokens.tokenizer()).copyTo(model.network().encoder());
      fill(
          model.head(),
          new EncoderCheckpoint(
              weights.toString(), saved.architecture(), tokens.tokenizer(), head));
      EncoderArchitecture shape = saved.architecture();
      return new ImportedNetwork(
          "a finder of entities by their description: GLiNER in the form %s, %s, %d layers of %d"
              .formatted(architecture.form(), saved.title(), shape.layers(), shape.hidden()),
          model,
          // The sums of the recurrent layers' biases don't fit into 16 bits.
          TensorType.F32,
          leftOut.stream().sorted().toList(),
          ModelCard.of(folder));
    } catch (BundleException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The encoder, with as many pieces as it has vectors: GLiNER adds some. */
  private SavedEncoder encoder(Map<String, Tensor> tensors) throws IOException {
    Path place = source;
    JsonNode own = values.json().path("encoder_config");
    if (!own.isObject()) {
      place = folder.resolve(ENCODER_CONFIG);
      if (!Files.isRegularFile(place)) {
        throw new BundleException(
            ("[%s] has no [encoder_config], and [%s] isn't there; expected one of them. Put the"
                    + " [%s] of the model [%s] into the folder")
                .formatted(
                    source,
                    place,
                    ENCODER_CONFIG,
                    values.text("model_name", "that was the encoder")));
      }
      own = JsonFile.read(place);
    }
    try {
      return SavedEncoder.of(own, tensors);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + place + "] has " + e.getMessage(), e);
    }
  }

  private static void fill(GlinerHead head, EncoderCheckpoint checkpoint) throws BundleException {
    TorchLstm lstm = new TorchLstm(checkpoint.source(), checkpoint.tensors());
    lstm.fill(head.recurrentParameters());
    checkpoint.copyTo(head.otherParameters());
    Set<String> surplus = new TreeSet<>(checkpoint.tensors().keySet());
    surplus.removeAll(lstm.names());
    head.otherParameters().forEach(parameter -> surplus.remove(parameter.name()));
    if (!surplus.isEmpty()) {
      throw new BundleException(
          "[%s] has tensors %s, which no GLiNER model of its configuration has"
              .formatted(checkpoint.source(), surplus));
    }
  }
}
