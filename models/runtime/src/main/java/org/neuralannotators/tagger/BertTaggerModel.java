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
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderBundle;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.SpecialPieces;
import org.neuralannotators.text.WordPieceTokenizer;

/**
 * A BERT tagger with all that belongs to it, as a bundle holds it: the files {@code vocab.txt} and
 * {@code weights.safetensors}.
 */
public final class BertTaggerModel implements TaggerModel<EncodedPieces> {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "bert-tagger";

  private static final String VOCABULARY = "vocab.txt";

  private final BertTaggerArchitecture architecture;
  private final List<String> vocabulary;
  private final BertNormalization normalization;
  private final LabelSet labels;
  private final PieceEncoder encoder;
  private final BertTaggerNetwork network;

  private BertTaggerModel(
      BertTaggerArchitecture architecture,
      EncoderDropout dropout,
      List<String> vocabulary,
      BertNormalization normalization,
      LabelSet labels) {
    this.architecture = architecture;
    this.vocabulary = List.copyOf(vocabulary);
    this.normalization = normalization;
    this.labels = labels;
    encoder =
        new PieceEncoder(
            new WordPieceTokenizer(vocabulary, normalization),
            SpecialPieces.of(vocabulary),
            architecture.maximumPieces(),
            architecture.stride(),
            architecture.context());
    EncoderArchitecture bert = architecture.encoder();
    network =
        new BertTaggerNetwork(
            architecture, dropout, bert.newPieces(), TaggerModel.constraints(labels));
  }

  /**
   * A model with the weights of a pretrained encoder and a head of random ones.
   *
   * @param frozenLayers of the encoder, the lowest, that shall not learn, nor then the embeddings
   * @throws BundleException when the checkpoint has not the weights that its architecture needs
   */
  public static BertTaggerModel of(
      BertTaggerArchitecture architecture,
      EncoderDropout dropout,
      EncoderCheckpoint checkpoint,
      int frozenLayers,
      LabelSet labels,
      RandomGenerator random)
      throws BundleException {
    BertTaggerModel model =
        new BertTaggerModel(
            architecture, dropout, checkpoint.pieces(), checkpoint.normalization(), labels);
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
   * Reads a model for tagging.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static BertTaggerModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    ModelManifest manifest = bundle.manifest();
    BertTaggerArchitecture architecture =
        ManifestParts.network(bundle, BertTaggerArchitecture.class);
    EncoderArchitecture bert = architecture.encoder();
    NetworkWeights.requireTable(
        bundle, EncoderArchitecture.PIECES, bert.vocabulary(), bert.embeddingSize());
    BertTaggerModel model;
    try {
      model =
          new BertTaggerModel(
              architecture,
              EncoderDropout.NONE,
              bundle.lines(VOCABULARY),
              ManifestParts.normalization(bundle, BertNormalization.class),
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
    return ModelManifest.builder(KIND, name)
        .labels(labels)
        .network(architecture)
        .normalization(normalization);
  }

  @Override
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(
        network, type, new BundleWriter().add(VOCABULARY, EncoderBundle.vocabulary(vocabulary)));
  }

  @Override
  public void close() {
    network.close();
  }
}
