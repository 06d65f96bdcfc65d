package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.kernel.Kernels;

/** A BiLSTM-CRF from a bundle. Callers from several threads take turns. */
public final class BiLstmCrfTagger implements SequenceTagger {
  /** A batch that fits the second-level cache; larger ones are no faster. */
  private static final int BATCH_TOKENS = 2048;

  private final ModelManifest manifest;
  private final TaggerModel model;
  private final NetworkTagging tagging;
  private final ReentrantLock turn = new ReentrantLock();
  private boolean closed;

  private BiLstmCrfTagger(ModelManifest manifest, TaggerModel model) {
    this.manifest = manifest;
    this.model = model;
    tagging =
        new NetworkTagging(
            model.network(), model.labels(), Kernels.of(DataType.FLOAT), BATCH_TOKENS);
  }

  /** Loads a tagger; the bundle may be closed afterwards. */
  public static BiLstmCrfTagger load(ModelBundle bundle) throws IOException {
    return new BiLstmCrfTagger(bundle.manifest(), TaggerModel.read(bundle));
  }

  @Override
  public List<Tagging> tag(List<? extends List<String>> sentences) {
    List<EncodedSentence> encoded = model.encoder().encode(sentences);
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The tagger [" + manifest.name() + "] is closed");
      }
      return tagging.tag(encoded);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (!closed) {
        closed = true;
        tagging.close();
        model.close();
      }
    } finally {
      turn.unlock();
    }
  }
}
