package org.neuralannotators.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.text.CharacterIds;
import org.neuralannotators.text.Vocabulary;

/**
 * ELMo's bidirectional language model with its softmax. Its bundle is one of {@link ElmoModel}, and
 * has the softmax in files of its own, which embedding needs not: {@code words.txt}, {@code
 * softmax.json} and {@code softmax.safetensors}. Not thread-safe.
 */
public final class ElmoLanguageModel implements LanguageModel {
  private static final String WORDS = "words.txt";
  private static final String SOFTMAX = "softmax.safetensors";

  private final ElmoArchitecture architecture;
  private final SoftmaxShape softmax;
  private final Vocabulary vocabulary;
  private final CharacterIds characterIds;
  private final BiLanguageNetwork network;

  /** Each distinct token that was encoded has a number, and its characters lie there. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final List<int[]> characters = new ArrayList<>();

  /**
   * Lays out a network; its parameters have no memory yet.
   *
   * @param dropout rate
   */
  public ElmoLanguageModel(
      ElmoArchitecture architecture, SoftmaxShape softmax, Vocabulary vocabulary, double dropout) {
    this.architecture = architecture;
    this.softmax = softmax;
    this.vocabulary = vocabulary;
    characterIds = new CharacterIds(architecture.maximumCharacters());
    network =
        new BiLanguageNetwork(architecture, softmax, vocabulary.size(), characters::get, dropout);
  }

  /**
   * Reads a model with its softmax.
   *
   * @param dropout rate, when it is trained further
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static ElmoLanguageModel read(ModelBundle bundle, double dropout) throws IOException {
    bundle.requireKind(ElmoModel.KIND);
    if (!bundle.manifest().files().containsKey(SOFTMAX)) {
      throw new BundleException(
          "[%s] has no softmax [%s], as it is for embedding only; expected a bundle of [train lm]"
              .formatted(bundle.location(), SOFTMAX));
    }
    ElmoLanguageModel model =
        new ElmoLanguageModel(
            ManifestParts.network(bundle, ElmoArchitecture.class),
            SoftmaxShape.read(bundle),
            Vocabulary.fromLines(bundle.lines(WORDS)),
            dropout);
    try {
      model.network.parameters().allocateFloats();
      NetworkWeights.read(bundle, NetworkWeights.FILE, model.network.embeddingParameters());
      NetworkWeights.read(bundle, SOFTMAX, model.network.softmaxParameters());
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public LanguageNetwork network() {
    return network;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public TextUnit unit() {
    return TextUnit.WORDS;
  }

  @Override
  public List<String> directions() {
    return List.of("forward", "backward");
  }

  @Override
  public EncodedSentence encode(List<String> sentence) {
    return new EncodedSentence(
        sentence.stream().mapToInt(this::number).toArray(),
        TokenVocabulary.numbers(vocabulary, sentence));
  }

  private int number(String token) {
    Integer known = numbers.putIfAbsent(token, characters.size());
    if (known != null) {
      return known;
    }
    characters.add(characterIds.ids(token));
    return characters.size() - 1;
  }

  @Override
  public TextStreams streams(Collection<EncodedSentence> sentences) {
    return new TextStreams(
        sentences, number(CharacterIds.SENTENCE_BEGIN), number(CharacterIds.SENTENCE_END), true);
  }

  @Override
  public void initialize(RandomGenerator random) {
    network.parameters().allocateFloats().initialize(random);
  }

  @Override
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(ElmoModel.KIND, name).network(architecture);
  }

  @Override
  public BundleWriter files(TensorType type) {
    BundleWriter bundle =
        new BundleWriter()
            .add(WORDS, vocabulary.toText().getBytes(StandardCharsets.UTF_8))
            .add(SoftmaxShape.FILE, softmax.toJson());
    NetworkWeights.write(network.embeddingParameters(), type, bundle);
    return NetworkWeights.write(SOFTMAX, network.softmaxParameters(), type, bundle);
  }

  @Override
  public void close() {
    network.close();
  }
}
