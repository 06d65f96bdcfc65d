package org.neuralannotators.translate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.translate.network.TranslationArchitecture;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

/**
 * A network with all that belongs to it, as a bundle holds it: the file {@code weights.safetensors}
 * and those of its {@link TextPieces}. {@link #close()} frees the network.
 */
public final class TranslatorModel implements AutoCloseable {
  /** The bundle's kind. */
  public static final String KIND = "translator";

  /** A character in bytes, with marks of the word. */
  private static final int ROOM = 7;

  private final TranslationArchitecture architecture;
  private final TranslationNetwork network;
  private final TextPieces pieces;
  private final Optional<GenerationSettings> generation;

  /**
   * A model whose parameters have no memory yet.
   *
   * @param network of that architecture; closed with the model
   * @param generation how its targets are searched unless somebody wants it otherwise; nothing
   *     where this software's own defaults are meant
   * @throws IllegalArgumentException when the architecture is for other pieces
   */
  public TranslatorModel(
      TranslationArchitecture architecture,
      TranslationNetwork network,
      TextPieces pieces,
      Optional<GenerationSettings> generation) {
    pieces.requireWithin(architecture.sourceVocabulary(), architecture.targetVocabulary());
    generation.ifPresent(own -> own.pieces().requireWithin(architecture.targetVocabulary()));
    int around = pieces.source("").length;
    if (around + ROOM > pieces.mostOfSource(network.maximumLength())) {
      throw new IllegalArgumentException(
          "[%d] pieces around each source for a network that reads [%d]; expected fewer: shorten the taskPrefix"
              .formatted(around, network.maximumLength()));
    }
    this.architecture = architecture;
    OptionalInt begin = pieces.begin();
    this.network = begin.isPresent() ? BegunNetwork.of(network, begin.getAsInt()) : network;
    this.pieces = pieces;
    this.generation = generation;
  }

  /**
   * A model with pieces that were learnt for it, whose parameters have no memory yet.
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
    this(architecture, network, new LearntPieces(rules, source, target), Optional.empty());
  }

  /** Reads a model for use with whatever texts it has. */
  public static TranslatorModel read(ModelBundle bundle) throws IOException {
    return read(bundle, TextChoice.ANY);
  }

  /**
   * Reads a model for use.
   *
   * @param choice the texts that it is wanted for
   * @throws BundleException when the bundle is of another kind or for other texts, or its parts
   *     don't fit together
   */
  public static TranslatorModel read(ModelBundle bundle, TextChoice choice) throws IOException {
    bundle.requireKind(KIND);
    TextPairRules rules = ManifestParts.normalization(bundle, TextPairRules.class);
    return read(bundle, TranslationArchitecture::network, () -> rules.chosen(choice));
  }

  /**
   * Reads a model to train it further.
   *
   * @param networks makes a network whose parameters have no memory yet
   * @param rules what its texts are from now on, by what they are
   * @throws BundleException as {@link #read(ModelBundle, TextChoice)}, or when the language of its
   *     targets is told by what its decoder reads first
   */
  public static TranslatorModel read(
      ModelBundle bundle,
      Function<TranslationArchitecture, TranslationNetwork> networks,
      UnaryOperator<TextPairRules> rules)
      throws IOException {
    bundle.requireKind(KIND);
    TextPairRules own = ManifestParts.normalization(bundle, TextPairRules.class);
    if (own.template() != null && own.template().targetLanguage() == TargetLanguage.BEGIN) {
      throw new BundleException(
          "The bundle [%s] is told the target's language by the piece that its decoder reads first, and can't be trained; expected another translator"
              .formatted(bundle.location()));
    }
    return read(bundle, networks, () -> rules.apply(own));
  }

  private static TranslatorModel read(
      ModelBundle bundle,
      Function<TranslationArchitecture, TranslationNetwork> networks,
      Supplier<TextPairRules> rules)
      throws IOException {
    TranslationArchitecture architecture =
        ManifestParts.network(bundle, TranslationArchitecture.class);
    Optional<GenerationSettings> generation =
        ManifestParts.generation(bundle, GenerationSettings.class);
    TranslatorModel model;
    try {
      TextPieces pieces = pieces(bundle, rules.get(), architecture.joint());
      model = new TranslatorModel(architecture, networks.apply(architecture), pieces, generation);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.read(bundle, model.network, model::close);
    return model;
  }

  private static TextPieces pieces(ModelBundle bundle, TextPairRules rules, boolean joint)
      throws IOException {
    return rules.template() == null
        ? LearntPieces.read(bundle, rules, joint)
        : TokenizerPieces.read(bundle, rules);
  }

  /** The pieces of a pair of texts, without what begins and ends each target. */
  public ParallelExample encode(ParallelText pair) {
    return new ParallelExample(pieces.source(pair.source()), pieces.target(pair.target()));
  }

  /** The same with what the search lets each target begin with, such as its language. */
  public ParallelExample encodeToLearn(ParallelText pair) {
    List<Integer> begin = generation().map(own -> own.pieces().forcedBegin()).orElseGet(List::of);
    int[] target =
        IntStream.concat(
                begin.stream().mapToInt(Integer::intValue),
                IntStream.of(pieces.target(pair.target())))
            .toArray();
    return new ParallelExample(pieces.source(pair.source()), target);
  }

  /** What the texts are. */
  public TextPairRules rules() {
    return pieces.rules();
  }

  /** The most pieces of a source that the network reads at once. */
  int mostOfSource() {
    return pieces.mostOfSource(network.maximumLength());
  }

  /** The size of the network. */
  public TranslationArchitecture architecture() {
    return architecture;
  }

  /** Between texts and the network. */
  public TextPieces pieces() {
    return pieces;
  }

  /**
   * The source's pieces.
   *
   * @throws IllegalStateException when they weren't learnt for the model
   */
  public PieceModel source() {
    if (pieces instanceof LearntPieces learnt) {
      return learnt.source();
    }
    throw new IllegalStateException(
        "Pieces of a tokenizer; expected those of a model trained here");
  }

  /** What learns; targets begin with their language where that is told so. */
  public TranslationNetwork network() {
    return network;
  }

  /**
   * How targets are searched unless somebody wants it otherwise, with the piece of the target's
   * language first where that is told so; nothing where this software's own defaults are meant.
   */
  public Optional<GenerationSettings> generation() {
    OptionalInt first = pieces.first();
    if (first.isEmpty()) {
      return generation;
    }
    GenerationSettings own = generation.orElse(GenerationSettings.DEFAULT);
    return Optional.of(own.withPieces(own.pieces().withForcedBegin(List.of(first.getAsInt()))));
  }

  /**
   * Searches targets.
   *
   * @param lanes stay the caller's
   * @throws IllegalArgumentException when the options can't be used with this model
   */
  PieceSearch search(Lanes lanes, TranslatorOptions options) {
    return generation()
        .map(own -> new PieceSearch(network, lanes, options, own))
        .orElseGet(() -> new PieceSearch(network, lanes, options));
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name)
        .language(rules().sourceLanguage())
        .network(architecture)
        .normalization(rules())
        .generation(generation.orElse(null));
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    return pieces.write(NetworkWeights.write(network, type, new BundleWriter()));
  }

  @Override
  public void close() {
    network.close();
  }
}
