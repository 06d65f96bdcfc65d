package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.label.Tagging;

/**
 * A tagger's network from a bundle.
 *
 * @param <S> how the network reads a sentence
 */
final class NetworkTagger<S> implements SequenceTagger {
  private final TaggerModel<S> model;
  private final OpenModel open;
  private final NetworkTagging<S> tagging;

  /**
   * @param model is the tagger's from now on
   */
  NetworkTagger(ModelManifest manifest, TaggerModel<S> model, TaggerOptions options) {
    this.model = model;
    open = new OpenModel("tagger", manifest, options.run(), model::close);
    tagging =
        new NetworkTagging<>(
            model, open.lanes(), options.run().batchTokens(), options.sharedBatches());
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    open.requireOpen();
    return tagging.tag(model.encode(sentences));
  }

  @Override
  public ModelManifest manifest() {
    return open.manifest();
  }

  @Override
  public void close() {
    open.close();
  }
}
