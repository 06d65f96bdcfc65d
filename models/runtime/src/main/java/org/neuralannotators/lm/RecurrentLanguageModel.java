package org.neuralannotators.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
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
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.text.Vocabulary;

/**
 * A language model that reads from left to right, as a bundle holds it: the files {@code
 * tokens.txt}, {@code softmax.json} and {@code weights.safetensors}.
 *
 * @param architecture the network's shape
 * @param softmax its shape
 * @param vocabulary its tokens
 * @param network the network
 */
public record RecurrentLanguageModel(
    RecurrentArchitecture architecture,
    SoftmaxShape softmax,
    Vocabulary vocabulary,
    RecurrentLanguageNetwork network)
    implements LanguageModel {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "language-model";

  private static final String TOKENS = "tokens.txt";
  private static final String TABLE = "tokens";

  /** Lays out a network; its parameters have no memory yet. */
  public static RecurrentLanguageModel of(
      RecurrentArchitecture architecture,
      SoftmaxShape softmax,
      Vocabulary vocabulary,
      double dropout) {
    EmbeddingTable tokens =
        EmbeddingTable.ofFloats(TABLE, vocabulary.size(), architecture.dimension());
    try {
      return new RecurrentLanguageModel(
          architecture,
          softmax,
          vocabulary,
          new RecurrentLanguageNetwork(architecture, softmax, tokens, dropout));
    } catch (RuntimeException e) {
      tokens.close();
      throw e;
    }
  }

  /**
   * Reads a model.
   *
   * @param dropout rate, when it is trained further
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static RecurrentLanguageModel read(ModelBundle bundle, double dropout) throws IOException {
    bundle.requireKind(KIND);
    RecurrentArchitecture architecture = ManifestParts.network(bundle, RecurrentArchitecture.class);
    Vocabulary vocabulary = Vocabulary.fromLines(bundle.lines(TOKENS));
    NetworkWeights.requireTable(bundle, TABLE, vocabulary.size(), architecture.dimension());
    RecurrentLanguageModel model = of(architecture, SoftmaxShape.read(bundle), vocabulary, dropout);
    NetworkWeights.read(bundle, model.network(), model::close);
    return model;
  }

  @Override
  public TextUnit unit() {
    return architecture.unit();
  }

  @Override
  public List<String> directions() {
    return List.of("forward");
  }

  @Override
  public EncodedSentence encode(List<String> sentence) {
    int[] numbers = TokenVocabulary.numbers(vocabulary, sentence);
    return new EncodedSentence(numbers, numbers);
  }

  @Override
  public TextStreams streams(Collection<EncodedSentence> sentences) {
    return new TextStreams(sentences, TextStreams.BOUNDARY, TextStreams.BOUNDARY, false);
  }

  @Override
  public void initialize(RandomGenerator random) {
    network.parameters().allocateLike(network.table()).initialize(random);
    Matrix tokens = network.table().value();
    tokens.write(Initializer.embedding().numbers(random, tokens.rows(), tokens.columns()));
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name).network(architecture);
  }

  @Override
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(
        network,
        type,
        new BundleWriter()
            .add(SoftmaxShape.FILE, softmax.toJson())
            .add(TOKENS, vocabulary.toText().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    network.close();
  }
}
