package org.neuralannotators.translate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.text.SubwordModel;
import org.neuralannotators.text.WordModel;
import org.neuralannotators.translate.network.TranslationArchitecture;
import org.neuralannotators.translate.text.TextPairRules;

/**
 * A network with all that belongs to it, as a bundle holds it: the files {@code
 * weights.safetensors} and {@code subwords.txt}, or {@code subwords.source.txt} and {@code
 * subwords.target.txt} where the sides have their own; {@code words} instead of {@code subwords}
 * where pieces are words. {@link #close()} frees the network.
 */
public final class TranslatorModel implements AutoCloseable {
  /** The bundle's kind. */
  public static final String KIND = "translator";

  private static final String SUBWORDS = "subwords";
  private static final String WORDS = "words";
  private static final String JOINT = ".txt";
  private static final String SOURCE = ".source.txt";
  private static final String TARGET = ".target.txt";

  private final TranslationArchitecture architecture;
  private final TextPairRules rules;
  private final PieceModel source;
  private final PieceModel target;
  private final TranslationNetwork network;

  /**
   * A model whose parameters have no memory yet.
   *
   * @param network of that architecture; closed with the model
   * @param source the source's pieces
   * @param target the target's pieces; the same object where they are joint
   * @throws IllegalArgumentException when the architecture is for other numbers of pieces
   */
  public TranslatorModel(
      TranslationArchitecture architecture,
      TranslationNetwork network,
      TextPairRules rules,
      PieceModel source,
      PieceModel target) {
    if (source.size() != architecture.sourceVocabulary()
        || target.size() != architecture.targetVocabulary()) {
      throw new IllegalArgumentException(
          "[%d] and [%d] pieces for a network of [%d] and [%d]; expected as many"
              .formatted(
                  source.size(),
                  target.size(),
                  architecture.sourceVocabulary(),
                  architecture.targetVocabulary()));
    }
    this.architecture = architecture;
    this.rules = rules;
    this.source = source;
    this.target = target;
    this.network = network;
  }

  /**
   * Reads a model for use.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static TranslatorModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    return read(
        bundle,
        TranslationArchitecture::network,
        ManifestParts.normalization(bundle, TextPairRules.class));
  }

  /**
   * Reads a model to train it further.
   *
   * @param networks makes a network whose parameters have no memory yet
   * @param rules what its texts are from now on
   * @throws BundleException as {@link #read(ModelBundle)}
   */
  public static TranslatorModel read(
      ModelBundle bundle,
      Function<TranslationArchitecture, TranslationNetwork> networks,
      TextPairRules rules)
      throws IOException {
    bundle.requireKind(KIND);
    TranslationArchitecture architecture =
        ManifestParts.network(bundle, TranslationArchitecture.class);
    TranslatorModel model;
    try {
      PieceModel target = pieces(bundle, architecture.joint() ? JOINT : TARGET);
      PieceModel source = architecture.joint() ? target : pieces(bundle, SOURCE);
      model =
          new TranslatorModel(architecture, networks.apply(architecture), rules, source, target);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.read(bundle, model.network, model::close);
    return model;
  }

  private static PieceModel pieces(ModelBundle bundle, String side) throws IOException {
    return bundle.manifest().files().containsKey(WORDS + side)
        ? WordModel.fromLines(bundle.lines(WORDS + side))
        : SubwordModel.fromLines(bundle.lines(SUBWORDS + side));
  }

  /** The pieces of a pair of texts. */
  public ParallelExample encode(ParallelText pair) {
    return new ParallelExample(
        source.encode(rules.source(pair.source())), target.encode(rules.target(pair.target())));
  }

  /** What the texts are. */
  public TextPairRules rules() {
    return rules;
  }

  /** The size of the network. */
  public TranslationArchitecture architecture() {
    return architecture;
  }

  /** The source's pieces. */
  public PieceModel source() {
    return source;
  }

  PieceModel target() {
    return target;
  }

  /** What learns. */
  public TranslationNetwork network() {
    return network;
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name)
        .language(rules.sourceLanguage())
        .network(architecture)
        .normalization(rules);
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    BundleWriter bundle = NetworkWeights.write(network, type, new BundleWriter());
    return architecture.joint()
        ? bundle.add(file(target, JOINT), bytes(target))
        : bundle.add(file(source, SOURCE), bytes(source)).add(file(target, TARGET), bytes(target));
  }

  private static String file(PieceModel pieces, String side) {
    return (pieces instanceof WordModel ? WORDS : SUBWORDS) + side;
  }

  private static byte[] bytes(PieceModel pieces) {
    return pieces.toText().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    network.close();
  }
}
