package org.neuralannotators.model;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.head.Head;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * An encoder with heads and all that belongs to it, as a bundle holds it: the files {@code
 * tokenizer.json} and {@code weights.safetensors}. {@link #close()} frees the network.
 *
 * @param <A> the architecture
 * @param <H> the head, or several of them
 */
public final class EncoderModel<A, H> implements AutoCloseable {
  private final ModelLayout<A, H> layout;
  private final ModelSpec<A> spec;
  private final StoredTokenizer tokenizer;
  private final EncoderNetwork network;
  private final H head;

  private EncoderModel(
      ModelLayout<A, H> layout,
      ModelSpec<A> spec,
      StoredTokenizer tokenizer,
      EncoderDropout dropout) {
    this.layout = layout;
    this.spec = spec;
    this.tokenizer = tokenizer;
    EncoderArchitecture encoder = layout.encoder().apply(spec.architecture());
    if (tokenizer.tokenizer().size() > encoder.vocabulary()) {
      throw new IllegalArgumentException(
          "The tokenizer has [%d] pieces; expected at most [%d], as many as the encoder"
              .formatted(tokenizer.tokenizer().size(), encoder.vocabulary()));
    }
    network = new EncoderNetwork(encoder, dropout);
    try {
      head = layout.heads().create(network, spec);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Lays out a model for use; but for the embeddings its parameters have no memory yet.
   *
   * @throws IllegalArgumentException when a part of the description is missing, or the tokenizer
   *     has pieces that the encoder doesn't
   */
  public static <A, H> EncoderModel<A, H> untrained(
      ModelLayout<A, H> layout, ModelSpec<A> spec, StoredTokenizer tokenizer) {
    return new EncoderModel<>(layout, spec, tokenizer, EncoderDropout.NONE);
  }

  /**
   * A model with the weights of a pretrained encoder, with what it has of the head, and all else
   * random.
   *
   * @param frozenLayers of the encoder, the lowest, that shall not learn, nor then the embeddings
   * @throws BundleException when the checkpoint has not the weights that its architecture needs
   */
  public static <A, H extends Head<?, ?, ?>> EncoderModel<A, H> pretrained(
      ModelLayout<A, H> layout,
      ModelSpec<A> spec,
      EncoderDropout dropout,
      EncoderCheckpoint checkpoint,
      int frozenLayers,
      RandomGenerator random)
      throws BundleException {
    EncoderModel<A, H> model = new EncoderModel<>(layout, spec, checkpoint.tokenizer(), dropout);
    model.closeOnError(
        () -> {
          model.network.initialize(random);
          model.network.pretrain(checkpoint, model.head.pretrained(), frozenLayers);
        });
    return model;
  }

  /**
   * A model with the weights of a checkpoint that has the heads' too, under the names of the
   * parameters here.
   *
   * @throws BundleException when the checkpoint has not all weights of encoder and heads
   */
  public static <A, H> EncoderModel<A, H> imported(
      ModelLayout<A, H> layout, ModelSpec<A> spec, EncoderCheckpoint checkpoint)
      throws BundleException {
    EncoderModel<A, H> model = untrained(layout, spec, checkpoint.tokenizer());
    model.closeOnError(() -> model.network.fill(checkpoint));
    return model;
  }

  /** Fills a network. */
  @FunctionalInterface
  private interface Filling {
    void run() throws BundleException;
  }

  private void closeOnError(Filling filling) throws BundleException {
    try {
      filling.run();
    } catch (BundleException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Reads a model for use.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static <A, H> EncoderModel<A, H> read(ModelLayout<A, H> layout, ModelBundle bundle)
      throws IOException {
    bundle.requireKind(layout.kind());
    ModelSpec<A> spec = ModelSpec.read(bundle, layout.architecture());
    EncoderArchitecture encoder = layout.encoder().apply(spec.architecture());
    NetworkWeights.requireTable(
        bundle, EncoderArchitecture.PIECES, encoder.vocabulary(), encoder.embeddingSize());
    StoredTokenizer tokenizer = TokenizerFiles.read(bundle);
    EncoderModel<A, H> model;
    try {
      model = untrained(layout, spec, tokenizer);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.readFrozen(
        bundle, model.network.parameters(), model.network.table(), model::close);
    return model;
  }

  /** Its shape. */
  public A architecture() {
    return spec.architecture();
  }

  /** What its manifest says of it. */
  public ModelSpec<A> spec() {
    return spec;
  }

  /** The labels, in the order of their numbers; none where it has none. */
  public List<String> labels() {
    return spec.labels();
  }

  /** The tokenizer. */
  public StoredTokenizer tokenizer() {
    return tokenizer;
  }

  /** The encoder with all parameters. */
  public EncoderNetwork network() {
    return network;
  }

  /** The head, or several of them. */
  public H head() {
    return head;
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return spec.manifest(layout.kind(), name);
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(
        network.parameters(), network.table(), type, TokenizerFiles.write(tokenizer));
  }

  @Override
  public void close() {
    network.close();
  }
}
