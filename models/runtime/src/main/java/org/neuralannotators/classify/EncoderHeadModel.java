package org.neuralannotators.classify;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * An encoder with a head and all that belongs to it, as a bundle holds it: the files {@code
 * tokenizer.json} and {@code weights.safetensors}. {@link #close()} frees the network.
 *
 * @param <T> what the head shall say of a sequence
 */
public final class EncoderHeadModel<T> implements AutoCloseable {
  private final HeadKind<T> kind;
  private final HeadArchitecture architecture;
  private final StoredTokenizer tokenizer;
  private final List<String> labels;
  private final TextSequences sequences;
  private final EncoderHeadNetwork<T> network;

  private EncoderHeadModel(
      HeadKind<T> kind,
      HeadArchitecture architecture,
      EncoderDropout dropout,
      StoredTokenizer tokenizer,
      List<String> labels) {
    this.kind = kind;
    this.architecture = architecture;
    this.tokenizer = tokenizer;
    this.labels = List.copyOf(labels);
    sequences = new TextSequences(tokenizer.tokenizer(), architecture);
    EncoderArchitecture bert = architecture.encoder();
    EncoderHeadNetwork.HeadFactory<T> heads = kind.heads(architecture, labels);
    network = new EncoderHeadNetwork<>(bert, dropout, bert.newPieces(), heads);
  }

  /**
   * A model with the weights of a pretrained encoder, with its pooler if there is one, and all else
   * random.
   *
   * @param frozenLayers of the encoder, the lowest, that shall not learn, nor then the embeddings
   * @param labels of a classifier; none otherwise
   * @throws BundleException when the checkpoint has not the weights that its architecture needs
   */
  public static <T> EncoderHeadModel<T> of(
      HeadKind<T> kind,
      HeadArchitecture architecture,
      EncoderDropout dropout,
      EncoderCheckpoint checkpoint,
      int frozenLayers,
      List<String> labels,
      RandomGenerator random)
      throws BundleException {
    EncoderHeadModel<T> model =
        new EncoderHeadModel<>(kind, architecture, dropout, checkpoint.tokenizer(), labels);
    try {
      model.network.initialize(random);
      model.network.pretrain(checkpoint, frozenLayers);
      return model;
    } catch (BundleException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * A model with the weights of a checkpoint that has the head's too, under the names of the
   * parameters here.
   *
   * @param labels of a classifier; none otherwise
   * @throws BundleException when the checkpoint has not all weights of encoder and head
   */
  public static <T> EncoderHeadModel<T> imported(
      HeadKind<T> kind,
      HeadArchitecture architecture,
      EncoderCheckpoint checkpoint,
      List<String> labels)
      throws BundleException {
    EncoderHeadModel<T> model =
        new EncoderHeadModel<>(
            kind, architecture, EncoderDropout.NONE, checkpoint.tokenizer(), labels);
    try {
      model.network.fill(checkpoint);
      return model;
    } catch (BundleException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Reads a model for use.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static <T> EncoderHeadModel<T> read(HeadKind<T> kind, ModelBundle bundle)
      throws IOException {
    bundle.requireKind(kind.name());
    HeadArchitecture architecture = ManifestParts.network(bundle, HeadArchitecture.class);
    EncoderArchitecture bert = architecture.encoder();
    NetworkWeights.requireTable(
        bundle, EncoderArchitecture.PIECES, bert.vocabulary(), bert.embeddingSize());
    StoredTokenizer tokenizer = TokenizerFiles.read(bundle);
    EncoderHeadModel<T> model;
    try {
      model =
          new EncoderHeadModel<>(
              kind, architecture, EncoderDropout.NONE, tokenizer, bundle.manifest().labels());
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.readFrozen(bundle, model.network, model::close);
    return model;
  }

  /** What learns. */
  public Trainable<SequenceExample<T>> network() {
    return network;
  }

  EncoderHeadNetwork<T> scorer() {
    return network;
  }

  /** How texts become sequences. */
  public TextSequences sequences() {
    return sequences;
  }

  HeadArchitecture architecture() {
    return architecture;
  }

  /** The labels of a classifier, in the order of their numbers. */
  public List<String> labels() {
    return labels;
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(kind.name(), name).labels(labels).network(architecture);
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(network, type, TokenizerFiles.write(tokenizer));
  }

  @Override
  public void close() {
    network.close();
  }
}
