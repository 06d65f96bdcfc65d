package org.neuralannotators.embed.sentence;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * A network for vectors of texts with all that belongs to it, as a bundle holds it: the files
 * {@code tokenizer.json} and {@code weights.safetensors}. {@link #close()} frees the network.
 */
public final class SentenceModel implements AutoCloseable {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "sentence-encoder";

  private final SentenceArchitecture architecture;
  private final StoredTokenizer tokenizer;
  private final SentenceNetwork network;

  /**
   * Lays out a model; but for the embeddings its parameters have no memory yet.
   *
   * @throws IllegalArgumentException when the tokenizer has pieces that the encoder doesn't
   */
  public SentenceModel(SentenceArchitecture architecture, StoredTokenizer tokenizer) {
    this.architecture = architecture;
    this.tokenizer = tokenizer;
    if (tokenizer.tokenizer().size() > architecture.encoder().vocabulary()) {
      throw new IllegalArgumentException(
          "The tokenizer has [%d] pieces; expected at most [%d], as many as the encoder"
              .formatted(tokenizer.tokenizer().size(), architecture.encoder().vocabulary()));
    }
    network = new SentenceNetwork(architecture);
  }

  /**
   * Reads a model for use.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static SentenceModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    SentenceArchitecture architecture = ManifestParts.network(bundle, SentenceArchitecture.class);
    EncoderArchitecture encoder = architecture.encoder();
    NetworkWeights.requireTable(
        bundle, EncoderArchitecture.PIECES, encoder.vocabulary(), encoder.embeddingSize());
    StoredTokenizer tokenizer = TokenizerFiles.read(bundle);
    SentenceModel model;
    try {
      model = new SentenceModel(architecture, tokenizer);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.readFrozen(
        bundle, model.network.parameters(), model.network.pieces(), model::close);
    return model;
  }

  /** The network. */
  public SentenceNetwork network() {
    return network;
  }

  /** Its shape. */
  public SentenceArchitecture architecture() {
    return architecture;
  }

  /**
   * How texts become sequences.
   *
   * @param prompt the name of one of the model's prompts, or another text; null for the default
   */
  SentenceTexts texts(String prompt) {
    return SentenceTexts.of(tokenizer.tokenizer(), architecture, architecture.prompt(prompt));
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name).network(architecture);
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(
        network.parameters(), network.pieces(), type, TokenizerFiles.write(tokenizer));
  }

  @Override
  public void close() {
    network.close();
  }
}
