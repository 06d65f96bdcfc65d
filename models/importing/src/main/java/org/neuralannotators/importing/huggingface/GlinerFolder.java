package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.importing.tokenizer.JsonFile;
import org.neuralannotators.importing.tokenizer.TokenizerFolder;
import org.neuralannotators.zeroshot.GlinerArchitecture;
import org.neuralannotators.zeroshot.GlinerModel;
import org.neuralannotators.zeroshot.GlinerNetwork;

/**
 * A folder of a GLiNER model, as the gliner package saves it: {@code gliner_config.json}, {@code
 * model.safetensors} or {@code pytorch_model.bin}, and the files of a tokenizer. Models that say no
 * more of their encoder than its name need its {@code config.json} in the folder too.
 */
public final class GlinerFolder {
  private static final String CONFIG = "gliner_config.json";
  private static final String ENCODER_CONFIG = "config.json";
  private static final String ENCODER = "token_rep_layer.bert_layer.model.";
  private static final String VOCABULARY = "vocab_size";

  /** Layers that the gliner package makes for such models and never uses. */
  private static final String UNUSED = "cross_fuser.";

  private final Path folder;
  private final GlinerConfig config;

  private GlinerFolder(Path folder) throws IOException {
    this.folder = folder;
    config = new GlinerConfig(folder.resolve(CONFIG), JsonFile.read(folder.resolve(CONFIG)));
  }

  /** Whether a folder has such a model. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  /**
   * Reads the model, which the caller closes.
   *
   * @throws BundleException when it is of a kind that isn't known, or its files don't fit together;
   *     the error names the file, what it has and what was expected
   */
  public static GlinerModel read(Path folder) throws IOException {
    return new GlinerFolder(folder).read();
  }

  private GlinerModel read() throws IOException {
    config.requireKnown();
    Path weights = HuggingFaceWeights.in(folder).orElseThrow(this::noWeights);
    Map<String, Tensor> encoder = new LinkedHashMap<>();
    Map<String, Tensor> head = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> tensor : HuggingFaceWeights.read(weights).entrySet()) {
      String name = tensor.getKey();
      if (name.startsWith(ENCODER)) {
        encoder.put(EncoderConfig.standard(name.substring(ENCODER.length())), tensor.getValue());
      } else if (!name.startsWith(UNUSED)) {
        head.put(name, tensor.getValue());
      }
    }
    GlinerTokens tokens = GlinerTokens.of(TokenizerFolder.read(folder), config);
    GlinerArchitecture architecture = architecture(encoder, tokens);
    GlinerModel model = model(architecture, tokens);
    try {
      fill(model.network(), weights.toString(), encoder, head);
      return model;
    } catch (BundleException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private BundleException noWeights() {
    return new BundleException(
        "[%s] has no file [%s]; expected the folder of a GLiNER model"
            .formatted(folder, String.join("] or [", HuggingFaceWeights.FILES)));
  }

  private GlinerArchitecture architecture(Map<String, Tensor> encoder, GlinerTokens tokens)
      throws IOException {
    EncoderArchitecture shape = encoderArchitecture(encoder);
    try {
      return new GlinerArchitecture(
          shape,
          config.number("hidden_size", 512),
          config.pooling(),
          config.recurrentLayers(),
          config.form(),
          config.number("max_width", 12),
          config.number("max_len", 384),
          tokens.prompt());
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + config.source() + "]: " + e.getMessage(), e);
    }
  }

  /** The encoder's, with as many pieces as it has vectors: GLiNER adds some. */
  private EncoderArchitecture encoderArchitecture(Map<String, Tensor> encoder) throws IOException {
    Path source = config.source();
    ObjectNode own;
    if (config.json().path("encoder_config") instanceof ObjectNode inside) {
      own = inside.deepCopy();
    } else {
      source = folder.resolve(ENCODER_CONFIG);
      if (!Files.isRegularFile(source)) {
        throw new BundleException(
            ("[%s] has no [encoder_config], and [%s] isn't there; expected one of them. Put the"
                    + " [%s] of the model [%s] into the folder")
                .formatted(
                    config.source(),
                    source,
                    ENCODER_CONFIG,
                    config.text("model_name", "that was the encoder")));
      }
      own = JsonFile.read(source);
    }
    Tensor pieces = encoder.get(EncoderArchitecture.PIECES);
    if (pieces != null && pieces.shape().length == 2) {
      own.put(VOCABULARY, (int) pieces.shape()[0]);
    }
    return EncoderConfig.architecture(source, own);
  }

  private GlinerModel model(GlinerArchitecture architecture, GlinerTokens tokens)
      throws BundleException {
    try {
      return new GlinerModel(architecture, tokens.json());
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + folder + "]: " + e.getMessage(), e);
    }
  }

  private static void fill(
      GlinerNetwork network, String source, Map<String, Tensor> encoder, Map<String, Tensor> head)
      throws BundleException {
    network.parameters().allocateLike(network.pieces());
    EncoderArchitecture shape = network.encoder().architecture();
    checkpoint(source, shape, encoder).copyTo(network.encoder());
    TorchLstm lstm = new TorchLstm(source, head);
    lstm.fill(network.recurrentParameters());
    checkpoint(source, shape, head).copyTo(network.headParameters());
    Set<String> surplus = new TreeSet<>(head.keySet());
    surplus.removeAll(lstm.names());
    network.headParameters().forEach(parameter -> surplus.remove(parameter.name()));
    if (!surplus.isEmpty()) {
      throw new BundleException(
          "[%s] has tensors %s, which no GLiNER model of its configuration has"
              .formatted(source, surplus));
    }
  }

  private static EncoderCheckpoint checkpoint(
      String source, EncoderArchitecture shape, Map<String, Tensor> tensors) {
    return new EncoderCheckpoint(source, shape, List.of(), null, tensors, Set.of());
  }
}
