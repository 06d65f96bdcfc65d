package org.neuralannotators.batch.command;

import java.util.Set;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.label.TagScheme;

/**
 * A model that annotates documents.
 *
 * @param location of its bundle
 * @param layer what it finds
 * @param language which documents it is for
 */
record AnnotatingModel(
    String location, ModelManifest manifest, Layer layer, LanguageCheck language) {
  /** What CoNLL-2000 calls chunks. */
  private static final Set<String> PHRASES =
      Set.of("NP", "VP", "PP", "ADVP", "ADJP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP");

  /**
   * A model whose manifest tells what it finds.
   *
   * @throws BundleException when it annotates nothing
   */
  static AnnotatingModel of(
      String location, ModelManifest manifest, ClassifiedUnit unit, LanguageCheck language)
      throws BundleException {
    return new AnnotatingModel(location, manifest, layer(kind(manifest, unit), manifest), language);
  }

  static AnnotatingModel translator(
      String location, ModelManifest manifest, LanguageCheck language) {
    return new AnnotatingModel(
        location, manifest, layer(Layer.Kind.TRANSLATION, manifest), language);
  }

  private static Layer layer(Layer.Kind kind, ModelManifest manifest) {
    return new Layer(kind, manifest.name(), manifest.labels());
  }

  private static Layer.Kind kind(ModelManifest manifest, ClassifiedUnit unit)
      throws BundleException {
    if (manifest.kind().equals(HeadKind.CLASSIFIER.name())) {
      return unit == ClassifiedUnit.DOCUMENT
          ? Layer.Kind.CLASSES_OF_DOCUMENTS
          : Layer.Kind.CLASSES_OF_SENTENCES;
    }
    if (manifest.tagScheme() == null) {
      throw new BundleException(
          "The bundle [%s] is of the kind [%s]; expected a tagger or a classifier. A translator is"
                  .formatted(manifest.name(), manifest.kind())
              + " named by [--translate]");
    }
    if (manifest.tagScheme() == TagScheme.NONE) {
      return Layer.Kind.PARTS_OF_SPEECH;
    }
    return !manifest.labels().isEmpty() && PHRASES.containsAll(manifest.labels())
        ? Layer.Kind.CHUNKS
        : Layer.Kind.ENTITIES;
  }
}
