package org.neuralannotators.classify;

import java.io.IOException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.TaggerOptions;

/** A model from a bundle with the lanes that it runs on; {@link #close()} frees both, once. */
final class OpenHead<T> implements AutoCloseable {
  private final ModelManifest manifest;
  private final BertHeadModel<T> model;
  private final Lanes lanes;
  private volatile boolean closed;

  private OpenHead(ModelManifest manifest, BertHeadModel<T> model, Lanes lanes) {
    this.manifest = manifest;
    this.model = model;
    this.lanes = lanes;
  }

  static <T> OpenHead<T> read(HeadKind<T> kind, ModelBundle bundle, TaggerOptions options)
      throws IOException {
    return new OpenHead<>(
        bundle.manifest(),
        BertHeadModel.read(kind, bundle),
        Lanes.forInference(options.numThreads()));
  }

  ModelManifest manifest() {
    return manifest;
  }

  BertHeadModel<T> model() {
    return model;
  }

  Lanes lanes() {
    return lanes;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The model [" + manifest.name() + "] is closed");
    }
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
