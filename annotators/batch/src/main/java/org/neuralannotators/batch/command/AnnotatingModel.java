package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.prompt.PromptPredictors;
import org.neuralannotators.tagger.EntityFinders;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * A model that annotates documents.
 *
 * @param location of its bundle
 * @param prompt the file by which it is asked; null where it is no language model
 * @param layer what it finds
 * @param language which documents it is for
 */
record AnnotatingModel(
    String location, Path prompt, ModelManifest manifest, Layer layer, LanguageCheck language) {
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
      return new AnnotatingModel(location, null, manifest, layer, language);
    }
    Layer.Kind kind = kind(manifest, unit);
    Layer layer =
        kind == Layer.Kind.ANSWERS
            ? new Layer(kind, manifest.name(), questions)
            : layer(kind, manifest);
    return new AnnotatingModel(location, null, manifest, layer, language);
  }

  /**
   * A language model that is asked by a prompt.
   *
   * @param model its manifest
   * @throws IOException when the prompt file can't be read
   */
  static AnnotatingModel prompted(
      String location,
      ModelManifest model,
      Path prompt,
      ClassifiedUnit unit,
      LanguageCheck language)
      throws IOException {
    ModelManifest manifest = PromptPredictors.manifest(model, Prompt.read(prompt));
    return new AnnotatingModel(
        location, prompt, manifest, layer(classes(unit), manifest), language);
  }

  /** Whether it finds entities by their description. */
  boolean isAsked() {
    return EntityFinders.isFinder(manifest);
  }

  static AnnotatingModel translator(
      String location, ModelManifest manifest, LanguageCheck language) {
    return new AnnotatingModel(
        location, null, manifest, layer(Layer.Kind.TRANSLATION, manifest), language);
  }

  static AnnotatingModel summarizer(
      String location, ModelManifest manifest, LanguageCheck language) {
    return new AnnotatingModel(
        location, null, manifest, layer(Layer.Kind.SUMMARY, manifest), language);
  }

  private static Layer layer(Layer.Kind kind, ModelManifest manifest) {
    return new Layer(kind, manifest.name(), manifest.labels());
  }

  private static Layer.Kind classes(ClassifiedUnit unit) {
    return unit == ClassifiedUnit.DOCUMENT
        ? Layer.Kind.CLASSES_OF_DOCUMENTS
        : Layer.Kind.CLASSES_OF_SENTENCES;
  }

  private static Layer.Kind kind(ModelManifest manifest, ClassifiedUnit unit)
      throws BundleException {
    if (manifest.kind().equals(HeadKind.CLASSIFIER.name())) {
      return classes(unit);
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
