package org.neuralannotators.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * What the annotations of a batch depend on. Immutable.
 *
 * @param models manifests, with the checksums of their files, of all but summarizer and translator
 * @param summarizer the manifest of what summarizes documents; empty where nothing does
 * @param summaryPrefix text before each document that is summarized; null for the summarizer's own
 * @param translator the manifest of what translates documents; empty where nothing does
 * @param language of documents that don't say theirs
 * @param languageMismatch what is done with those that a model doesn't serve
 * @param filter which entities and chunks are written; of classes the confidence matters
 * @param classified what gets a class
 * @param questions that question answerers are asked
 * @param query what is looked for that models find by their description
 * @param texts that the translator is asked for
 * @param projectsEntities whether the translation gets the entities too
 * @param guards of the translator
 * @param precision of the networks' products
 */
public record ModelSettings(
    List<ModelManifest> models,
    Optional<ModelManifest> summarizer,
    String summaryPrefix,
    Optional<ModelManifest> translator,
    String language,
    LanguageMismatch languageMismatch,
    SpanFilter filter,
    String classified,
    List<String> questions,
    Optional<EntityQuery> query,
    Optional<TextChoice> texts,
    boolean projectsEntities,
    Optional<TranslationGuards> guards,
    Precision precision) {
  public ModelSettings {
    models = List.copyOf(models);
    questions = List.copyOf(questions);
  }

  void writeTo(ObjectNode json) {
    json.putPOJO("models", models.stream().map(ModelManifest::name).toList());
    json.putPOJO("modelFiles", models.stream().map(ModelManifest::files).toList());
    summarizer.ifPresent(
        manifest -> {
          json.put("summarizer", manifest.name());
          json.putPOJO("summarizerFiles", manifest.files());
          json.put("summaryPrefix", summaryPrefix);
        });
    translator.ifPresent(
        manifest -> {
          json.put("translator", manifest.name());
          json.putPOJO("translatorFiles", manifest.files());
        });
    texts
        .filter(asked -> !asked.equals(TextChoice.ANY))
        .ifPresent(asked -> json.putPOJO("translatedTexts", asked));
    if (projectsEntities) {
      json.put("projectsEntities", true);
    }
    guards.ifPresent(on -> json.putPOJO("translationGuards", on));
    json.put("language", language);
    json.put("languageMismatch", languageMismatch.name());
    json.put("minConfidence", filter.minConfidence());
    json.put("exclude", Objects.toString(filter.exclude(), null));
    json.put("classified", classified);
    json.putPOJO("questions", questions);
    query.ifPresent(wanted -> json.putPOJO("query", wanted));
    json.put("precision", precision.name());
  }
}
