package org.neuralannotators.model;

import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;

/**
 * What a manifest says of how a model is made.
 *
 * @param architecture of its network
 * @param scheme of a tagger's labels; null otherwise
 * @param labels none where it has none
 * @param <A> the architecture
 */
public record ModelSpec<A>(A architecture, TagScheme scheme, List<String> labels) {
  public ModelSpec {
    labels = List.copyOf(labels);
  }

  /** A model whose labels, if there are any, aren't tags. */
  public ModelSpec(A architecture, List<String> labels) {
    this(architecture, null, labels);
  }

  /** A tagger. */
  public ModelSpec(A architecture, LabelSet tags) {
    this(architecture, tags.scheme(), tags.types());
  }

  /**
   * That of a bundle.
   *
   * @throws BundleException when its manifest doesn't describe such an architecture
   */
  static <A> ModelSpec<A> read(ModelBundle bundle, Class<A> type) throws BundleException {
    ModelManifest manifest = bundle.manifest();
    return new ModelSpec<>(
        ManifestParts.network(bundle, type), manifest.tagScheme(), manifest.labels());
  }

  /**
   * The labels as tags.
   *
   * @throws IllegalArgumentException when they can't be
   */
  public LabelSet tags() {
    if (scheme == null) {
      throw new IllegalArgumentException("A tagger without [tagScheme]; expected one, such as BIO");
    }
    return LabelSet.of(scheme, labels);
  }

  ModelManifestBuilder manifest(String kind, String name) {
    ModelManifestBuilder manifest = ModelManifest.builder(kind, name).network(architecture);
    return scheme == null ? manifest.labels(labels) : manifest.labels(tags());
  }
}
