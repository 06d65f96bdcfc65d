package org.neuralannotators.zeroshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.TokenizerFiles;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Pass;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * GLiNER's network with all that belongs to it, as a bundle holds it: the files {@code
 * tokenizer.json} and {@code weights.safetensors}. Thread-safe; {@link #close()} frees the network.
 */
public final class GlinerModel implements AutoCloseable {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "gliner";

  private final GlinerArchitecture architecture;
  private final StoredTokenizer tokenizer;
  private final PromptEncoder encoder;
  private final GlinerNetwork network;

  /**
   * Lays out a model; but for the embeddings its parameters have no memory yet.
   *
   * @throws IllegalArgumentException when the tokenizer has pieces that the encoder doesn't
   */
  public GlinerModel(GlinerArchitecture architecture, StoredTokenizer tokenizer) {
    this.architecture = architecture;
    this.tokenizer = tokenizer;
    Tokenizer cutter = tokenizer.tokenizer();
    if (cutter.size() > architecture.encoder().vocabulary()) {
      throw new IllegalArgumentException(
          "The tokenizer has [%d] pieces; expected at most [%d], as many as the encoder"
              .formatted(cutter.size(), architecture.encoder().vocabulary()));
    }
    encoder =
        new PromptEncoder(
            cutter,
            architecture.prompt(),
            architecture.encoder().maximumPositions(),
            architecture.maximumWords());
    network = new GlinerNetwork(architecture);
  }

  /**
   * Reads a model.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static GlinerModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    GlinerArchitecture architecture = ManifestParts.network(bundle, GlinerArchitecture.class);
    EncoderArchitecture shape = architecture.encoder();
    NetworkWeights.requireTable(
        bundle, EncoderArchitecture.PIECES, shape.vocabulary(), shape.embeddingSize());
    StoredTokenizer tokenizer = TokenizerFiles.read(bundle);
    GlinerModel model;
    try {
      model = new GlinerModel(architecture, tokenizer);
    } catch (IllegalArgumentException e) {
      throw new BundleException("The bundle [" + bundle.location() + "]: " + e.getMessage(), e);
    }
    NetworkWeights.readFrozen(
        bundle, model.network.parameters(), model.network.pieces(), model::close);
    return model;
  }

  /** Its shape. */
  public GlinerArchitecture architecture() {
    return architecture;
  }

  /** The network. */
  public GlinerNetwork network() {
    return network;
  }

  /**
   * Turns the sentences of a document into pieces, with the labels before them.
   *
   * @throws IllegalArgumentException when the labels leave no room for words
   */
  public List<PromptedSentence> encode(List<? extends List<String>> sentences, EntityQuery query) {
    return encoder.encode(sentences, query);
  }

  /** What is found in each sentence; the confidence of an entity's tag is the entity's. */
  public List<Tagging> find(Pass pass, List<PromptedSentence> sentences) {
    List<PromptedWindow> windows =
        sentences.stream().flatMap(sentence -> sentence.windows().stream()).toList();
    List<EntityScorer.Found> found = network.find(pass, windows);
    List<Tagging> taggings = new ArrayList<>();
    int begin = 0;
    for (PromptedSentence sentence : sentences) {
      int end = begin + sentence.windows().size();
      taggings.add(new SentenceEntities(sentence).decode(found.subList(begin, end)));
      begin = end;
    }
    return taggings;
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name).network(architecture);
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(
        network.parameters(), network.pieces(), type, TokenizerFiles.write(tokenizer));
  }

  @Override
  public void close() {
    network.close();
  }
}
