package org.neuralannotators.tagger;

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
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.PieceEncoder;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * A tagger on an encoder with all that belongs to it, as a bundle holds it: the files {@code
 * tokenizer.json} and {@code weights.safetensors}.
 */
public final class EncoderTaggerModel implements TaggerModel<EncodedPieces> {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "bert-tagger";

  private final EncoderTaggerArchitecture architecture;
  private final StoredTokenizer tokenizer;
  private final LabelSet labels;
  private final PieceEncoder encoder;
  private final EncoderTaggerNetwork network;

  private EncoderTaggerModel(
      EncoderTaggerArchitecture architecture,
      EncoderDropout dropout,
      StoredTokenizer tokenizer,
      LabelSet labels) {
    this.architecture = architecture;
    this.tokenizer = tokenizer;
    this.labels = labels;
    encoder =
        new PieceEncoder(
            tokenizer.tokenizer(),
            architecture.maximumPieces(),
            architecture.stride(),
            architecture.context());
    EncoderArchitecture bert = architecture.encoder();
    network =
        new EncoderTaggerNetwork(
            architecture, dropout, bert.newPieces(), TaggerModel.constraints(labels));
  }

  /**
   * A model with the weights of a pretrained encoder and a head of random ones.
   *
   * @param frozenLayers of the encoder, the lowest, that shall not learn, nor then the embeddings
   * @throws BundleException when the checkpoint has not the weights that its architecture needs
   */
  public static EncoderTaggerModel of(
      EncoderTaggerArchitecture architecture,
      EncoderDropout dropout,
      EncoderCheckpoint checkpoint,
      int frozenLayers,
      LabelSet labels,
      RandomGenerator random)
      throws BundleException {
    EncoderTaggerModel model =
        new EncoderTaggerModel(architecture, dropout, checkpoint.tokenizer(), labels);
    try {
      model.network.initialize(random);
      checkpoint.copyTo(model.network.encoder());
      model.network.encoder().freeze(frozenLayers);
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
   * @throws BundleException when the checkpoint has not all weights of encoder and head
   */
  public static EncoderTaggerModel imported(
      EncoderTaggerArchitecture architecture, EncoderCheckpoint checkpoint, LabelSet labels)
      throws BundleException {
    EncoderTaggerModel model =
        new EncoderTaggerModel(architecture, EncoderDropout.NONE, checkpoint.tokenizer(), labels);
    try {
      model.network.fill(checkpoint);
      return model;
    } catch (BundleException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Reads a model for tagging.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static EncoderTaggerModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    ModelManifest manifest = bundle.manifest();
    EncoderTaggerArchitecture architecture =
        ManifestParts.network(bundle, EncoderTaggerArchitecture.class);
    EncoderArchitecture bert = architecture.encoder();
    NetworkWeights.requireTable(
        bundle, EncoderArchitecture.PIECES, bert.vocabulary(), bert.embeddingSize());
    StoredTokenizer tokenizer = TokenizerFiles.read(bundle);
    EncoderTaggerModel model;
    try {
      model =
          new EncoderTaggerModel(
              architecture,
              EncoderDropout.NONE,
              tokenizer,
              LabelSet.of(manifest.tagScheme(), manifest.labels()));
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.readFrozen(bundle, model.network, model::close);
    return model;
  }

  @Override
  public TaggerNetwork<EncodedPieces> network() {
    return network;
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  @Override
  public List<EncodedPieces> encode(List<? extends List<String>> sentences) {
    return encoder.encode(sentences);
  }

  @Override
  public int rows(EncodedPieces sentence) {
    return sentence.pieces();
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name).labels(labels).network(architecture);
  }

  @Override
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(network, type, TokenizerFiles.write(tokenizer));
  }

  @Override
  public void close() {
    network.close();
  }
}
