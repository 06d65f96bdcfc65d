package org.neuralannotators.zeroshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelLayout;
import org.neuralannotators.network.Pass;

/** GLiNER's model. Thread-safe; {@link #close()} frees it. */
public final class GlinerModel implements AutoCloseable {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "gliner";

  /** How such a model is made. */
  public static final ModelLayout<GlinerArchitecture, GlinerHead> LAYOUT =
      new ModelLayout<>(
          KIND,
          GlinerArchitecture.class,
          GlinerArchitecture::encoder,
          (network, spec) -> new GlinerHead(network.parameters(), spec.architecture()));

  private final EncoderModel<GlinerArchitecture, GlinerHead> model;
  private final PromptEncoder encoder;

  private GlinerModel(EncoderModel<GlinerArchitecture, GlinerHead> model) {
    this.model = model;
    GlinerArchitecture architecture = model.architecture();
    encoder =
        new PromptEncoder(
            model.tokenizer().tokenizer(),
            architecture.prompt(),
            architecture.encoder().maximumPositions(),
            architecture.maximumWords());
  }

  /**
   * Reads a model.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static GlinerModel read(ModelBundle bundle) throws IOException {
    return new GlinerModel(EncoderModel.read(LAYOUT, bundle));
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
    List<EntityScorer.Found> found = model.network().scores(pass, windows, model.head());
    List<Tagging> taggings = new ArrayList<>();
    int begin = 0;
    for (PromptedSentence sentence : sentences) {
      int end = begin + sentence.windows().size();
      taggings.add(new SentenceEntities(sentence).decode(found.subList(begin, end)));
      begin = end;
    }
    return taggings;
  }

  @Override
  public void close() {
    model.close();
  }
}
