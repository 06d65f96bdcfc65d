package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;

/**
 * A tagger's network from a bundle.
 *
 * @param <S> how the network reads a sentence
 */
final class NetworkTagger<S> implements SequenceTagger {
  private final ModelManifest manifest;
  private final TaggerModel<S> model;
  private final Lanes lanes;
  private final NetworkTagging<S> tagging;
  private volatile boolean closed;

  /**
   * @param model is the tagger's from now on
   */
  NetworkTagger(ModelManifest manifest, TaggerModel<S> model, TaggerOptions options) {
    this.manifest = manifest;
    this.model = model;
    lanes = Lanes.forInference(options.numThreads());
    tagging = new NetworkTagging<>(model, lanes, options.batchTokens(), options.sharedBatches());
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    if (closed) {
      throw new IllegalStateException("The tagger [" + manifest.name() + "] is closed");
    }
    return tagging.tag(model.encode(sentences));
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      lanes.close();
      model.close();
    }
  }
}
