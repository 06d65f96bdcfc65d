package org.neuralannotators.batch.command;

import java.util.List;
import java.util.Set;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.tagger.EntityFinders;
import org.neuralannotators.zeroshot.EntityQuery;

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
   * @param questions that it is asked if it answers questions
   * @param query what it looks for if it finds entities by their description; null for nothing
   * @throws BundleException when it annotates nothing
   */
  static AnnotatingModel of(
      String location,
      ModelManifest manifest,
      ClassifiedUnit unit,
      List<String> questions,
      EntityQuery query,
      LanguageCheck language)
      throws BundleException {
    if (EntityFinders.isFinder(manifest)) {
      List<String> labels = query == null ? List.of() : query.labels();
      Layer layer = new Layer(Layer.Kind.ENTITIES, manifest.name(), labels);
      return new AnnotatingModel(location, manifest, layer, language);
    }
    Layer.Kind kind = kind(manifest, unit);
    Layer layer =
        kind == Layer.Kind.ANSWERS
            ? new Layer(kind, manifest.name(), questions)
            : layer(kind, manifest);
    return new AnnotatingModel(location, manifest, layer, language);
  }

  /** Whether it finds entities by their description. */
  boolean isAsked() {
    return EntityFinders.isFinder(manifest);
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
    if (manifest.kind().equals(HeadKind.QUESTION_ANSWERER.name())) {
      return Layer.Kind.ANSWERS;
    }
    if (manifest.tagScheme() == null) {
      throw new BundleException(
          "The bundle [%s] is of the kind [%s]; expected a tagger, a classifier or a question"
                  .formatted(manifest.name(), manifest.kind())
              + " answerer. [--translate] names a translator");
    }
    if (manifest.tagScheme() == TagScheme.NONE) {
      return Layer.Kind.PARTS_OF_SPEECH;
    }
    return !manifest.labels().isEmpty() && PHRASES.containsAll(manifest.labels())
        ? Layer.Kind.CHUNKS
        : Layer.Kind.ENTITIES;
  }
}
