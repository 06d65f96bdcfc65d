package org.neuralannotators.importing.huggingface;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;

/** A model of another program's as a bundle will have it. {@link #close()} frees its memory. */
public interface ImportedModel extends AutoCloseable {
  /** What it is, such as {@code a named-entity tagger: 24 labels in BIO}, for people. */
  String description();

  /** The tensors that aren't kept, sorted. */
  List<String> leftOut();

  /** What its authors say of it. */
  ModelCard card();

  /** What a bundle's manifest says of it; the caller adds the rest. */
  ModelManifestBuilder manifest(String name);

  /**
   * The bundle's files; to be written before this is closed.
   *
   * @throws org.neuralannotators.bundle.BundleException when the tensors of an encoder aren't those
   *     of its architecture
   */
  BundleWriter files() throws IOException;

  @Override
  void close();
}
