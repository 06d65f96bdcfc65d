package org.neuralannotators.corenlp;

import java.util.Set;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * The options that all taggers have.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param tagger threads and batches
 * @param tagMap the model's labels as CoreNLP's tags
 * @param languages what is done about documents in other languages
 * @param limits what isn't tagged
 */
record TaggingOptions(
    String modelLocation,
    TaggerOptions tagger,
    LabelMap tagMap,
    LanguageOptions languages,
    WorkLimits limits) {
  private static final String TAG_MAP = "tagMap";

  /** Their names, without those that every annotator knows. */
  static final Set<String> NAMES =
      Set.of(
          AnnotatorProperties.MODEL_VARIANT, TAG_MAP, WorkLimits.MAX_LENGTH, WorkLimits.MAX_TIME);

  /**
   * Reads them.
   *
   * @param task chooses the bundle where no location does
   * @param variant of the bundle where no other is chosen
   * @param defaultTagMap for labels that the option doesn't name
   * @param query what is looked for; null for what the model says
   * @throws IllegalArgumentException for a value that isn't allowed
   */
  static TaggingOptions read(
      AnnotatorProperties own,
      TaggerTask task,
      String variant,
      LabelMap defaultTagMap,
      EntityQuery query) {
    return new TaggingOptions(
        own.modelLocation(task::bundleName, variant),
        TaggerOptions.of(own.predictor(), query),
        own.parsed(
            TAG_MAP,
            "[label=tag, ...]",
            text -> LabelMap.parse(text).orElse(defaultTagMap),
            defaultTagMap),
        LanguageOptions.read(own),
        WorkLimits.read(own));
  }
}
