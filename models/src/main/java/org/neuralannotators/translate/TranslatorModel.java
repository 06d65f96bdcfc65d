package org.neuralannotators.translate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.text.SubwordModel;

/**
 * A network with all that belongs to it, as a bundle holds it: the files {@code
 * weights.safetensors} and {@code subwords.txt}, or {@code subwords.source.txt} and {@code
 * subwords.target.txt} where the sides have their own. {@link #close()} frees the network.
 */
public final class TranslatorModel implements AutoCloseable {
  /** The bundle's kind. */
  public static final String KIND = "translator";

  private static final String JOINT = "subwords.txt";
  private static final String SOURCE = "subwords.source.txt";
  private static final String TARGET = "subwords.target.txt";

  private final TransformerArchitecture architecture;
  private final TextPairRules rules;
  private final SubwordModel source;
  private final SubwordModel target;
  private final TransformerNetwork network;

  /**
   * A model whose parameters have no memory yet.
   *
   * @param source the source's pieces
   * @param target the target's pieces; the same object where they are joint
   * @throws IllegalArgumentException when the architecture is for other numbers of pieces
   */
  public TranslatorModel(
      TransformerArchitecture architecture,
      TransformerArchitecture.Dropouts dropouts,
      double smoothing,
      TextPairRules rules,
      SubwordModel source,
      SubwordModel target) {
    if (source.size() != architecture.sourceVocabulary()
        || target.size() != architecture.targetVocabulary()) {
      throw new IllegalArgumentException(
          "[%d] and [%d] subwords for a network of [%d] and [%d]; expected as many"
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
    network = new TransformerNetwork(architecture, dropouts, smoothing);
  }

  /**
   * Reads a model for use.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static TranslatorModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    TransformerArchitecture architecture =
        ManifestParts.network(bundle, TransformerArchitecture.class);
    TextPairRules rules = ManifestParts.normalization(bundle, TextPairRules.class);
    TranslatorModel model;
    try {
      SubwordModel target =
          SubwordModel.fromLines(bundle.lines(architecture.joint() ? JOINT : TARGET));
      SubwordModel source =
          architecture.joint() ? target : SubwordModel.fromLines(bundle.lines(SOURCE));
      model =
          new TranslatorModel(
              architecture, TransformerArchitecture.Dropouts.NONE, 0, rules, source, target);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.read(bundle, model.network, model::close);
    return model;
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

  SubwordModel source() {
    return source;
  }

  SubwordModel target() {
    return target;
  }

  /** What learns. */
  public TransformerNetwork network() {
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
        ? bundle.add(JOINT, bytes(target))
        : bundle.add(SOURCE, bytes(source)).add(TARGET, bytes(target));
  }

  private static byte[] bytes(SubwordModel subwords) {
    return subwords.toText().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    network.close();
  }
}
