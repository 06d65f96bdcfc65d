package org.neuralannotators.tagger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.embed.TokenLayers;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.text.CharacterVocabulary;
import org.neuralannotators.text.TokenNormalizer;
import org.neuralannotators.text.Vocabulary;

/**
 * A BiLSTM-CRF with all that belongs to it, as a bundle holds it: the files {@code words.txt},
 * {@code characters.txt} and {@code weights.safetensors}, and the folder {@code embedder} with the
 * bundle of the embedder, where it has one. {@link #close()} frees the network.
 *
 * @param architecture the network's shape
 * @param encoder turns tokens into numbers
 * @param labels the network's labels
 * @param network the network
 * @param embedder the bundle of the network's embedder, closed in a model that was read; null where
 *     it has none
 */
public record BiLstmCrfModel(
    TaggerArchitecture architecture,
    SentenceEncoder encoder,
    LabelSet labels,
    BiLstmCrfNetwork network,
    ModelBundle embedder)
    implements TaggerModel<EncodedSentence> {

  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "bilstm-crf-tagger";

  private static final String WORDS = "words.txt";
  private static final String WORD_TABLE = "words";
  private static final String CHARACTERS = "characters.txt";
  private static final String EMBEDDER = "embedder";

  /**
   * Lays out a network for an encoder and labels; its parameters have no memory yet.
   *
   * @param layers of the embedder, which the model owns from now on; null where it has none
   * @param embedder the bundle that they are from, which the model owns from now on
   */
  public static BiLstmCrfModel of(
      TaggerArchitecture architecture,
      TaggerDropout dropout,
      SentenceEncoder encoder,
      LabelSet labels,
      TokenLayers layers,
      ModelBundle embedder) {
    EmbeddingTable words =
        EmbeddingTable.ofFloats(WORD_TABLE, encoder.words().size(), architecture.wordDimension());
    BiLstmCrfNetwork network =
        new BiLstmCrfNetwork(
            architecture,
            dropout,
            words,
            encoder.characters().size(),
            layers,
            TaggerModel.constraints(labels));
    return new BiLstmCrfModel(architecture, encoder, labels, network, embedder);
  }

  /**
   * Reads a model for tagging.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static BiLstmCrfModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    ModelManifest manifest = bundle.manifest();
    TaggerArchitecture architecture = ManifestParts.network(bundle, TaggerArchitecture.class);
    SentenceEncoder encoder =
        new SentenceEncoder(
            Vocabulary.fromLines(bundle.lines(WORDS)),
            CharacterVocabulary.fromLines(bundle.lines(CHARACTERS)),
            ManifestParts.normalization(bundle, TokenNormalizer.class),
            architecture.characters().maximumLength());
    LabelSet labels = LabelSet.of(manifest.tagScheme(), manifest.labels());
    NetworkWeights.requireTable(
        bundle, WORD_TABLE, encoder.words().size(), architecture.wordDimension());
    ModelBundle embedder = architecture.embedder() == null ? null : bundle.inner(EMBEDDER);
    TokenLayers layers = embedder == null ? null : layers(embedder, architecture.embedder());
    BiLstmCrfModel model =
        of(architecture, TaggerDropout.none(), encoder, labels, layers, embedder);
    NetworkWeights.read(bundle, model.network(), model::close);
    return model;
  }

  private static TokenLayers layers(ModelBundle open, TaggerArchitecture.Embedder expected)
      throws IOException {
    try (ModelBundle bundle = open) {
      TokenLayers layers = TokenEmbedders.layers(bundle);
      if (layers.count() != expected.layers() || layers.columns() != expected.columns()) {
        String found = layers.count() + " layers of " + layers.columns();
        layers.close();
        throw new BundleException(
            "The embedder [%s] has [%s] columns; expected [%d layers of %d] as the tagger's manifest"
                    .formatted(bundle.location(), found, expected.layers(), expected.columns())
                + " says. Get the bundle again");
      }
      return layers;
    }
  }

  @Override
  public List<EncodedSentence> encode(List<? extends List<String>> sentences) {
    return encoder.encode(sentences);
  }

  @Override
  public int rows(EncodedSentence sentence) {
    return sentence.length();
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name)
        .labels(labels)
        .network(architecture)
        .normalization(encoder.normalizer());
  }

  @Override
  public BundleWriter files(TensorType type) throws IOException {
    BundleWriter files =
        new BundleWriter()
            .add(WORDS, encoder.words().toText().getBytes(StandardCharsets.UTF_8))
            .add(CHARACTERS, encoder.characters().toText().getBytes(StandardCharsets.UTF_8));
    if (embedder != null) {
      files.add(EMBEDDER, embedder);
    }
    return NetworkWeights.write(network, type, files);
  }

  @Override
  public void close() {
    network.close();
    if (embedder != null) {
      embedder.close();
    }
  }
}
