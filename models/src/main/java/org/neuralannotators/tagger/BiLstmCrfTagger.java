package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;

/** A BiLSTM-CRF from a bundle. */
public final class BiLstmCrfTagger implements SequenceTagger {
  private final ModelManifest manifest;
  private final TaggerModel model;
  private final Lanes lanes;
  private final NetworkTagging tagging;
  private volatile boolean closed;

  private BiLstmCrfTagger(ModelManifest manifest, TaggerModel model, TaggerOptions options) {
    this.manifest = manifest;
    this.model = model;
    lanes = Lanes.ofFloats(options.numThreads());
    tagging =
        new NetworkTagging(
            model.network(), model.labels(), lanes, options.batchTokens(), options.sharedBatches());
  }

  /** Loads a tagger; the bundle may be closed afterwards. */
  public static BiLstmCrfTagger load(ModelBundle bundle, TaggerOptions options) throws IOException {
    return new BiLstmCrfTagger(bundle.manifest(), TaggerModel.read(bundle), options);
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    if (closed) {
      throw new IllegalStateException("The tagger [" + manifest.name() + "] is closed");
    }
    return tagging.tag(model.encoder().encode(sentences));
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
