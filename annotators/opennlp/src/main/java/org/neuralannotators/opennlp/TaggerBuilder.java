package org.neuralannotators.opennlp;

import java.io.IOException;
import java.util.Objects;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * The options that all taggers have. Without {@code modelLocation} language and variant name the
 * bundle, such as {@code en-ner} or {@code en-pos}.
 */
abstract class TaggerBuilder<B extends TaggerBuilder<B>> extends ToolBuilder<B> {
  private final TaggerTask task;
  private String modelVariant = "";
  private LabelMap tagMap = LabelMap.IDENTITY;

  TaggerBuilder(TaggerTask task) {
    this.task = task;
  }

  /** Chooses among the bundles of a language: {@code en-ner-VARIANT}. */
  public B modelVariant(String variant) {
    modelVariant = Objects.requireNonNull(variant, "modelVariant");
    return self();
  }

  /**
   * New names for the model's labels: span types such as {@code PER=person,LOC=location}, where
   * {@code O} drops a label, or tags such as {@code PROPN=NNP}, of which none is dropped.
   */
  public B tagMap(LabelMap map) {
    tagMap = Objects.requireNonNull(map, "tagMap");
    return self();
  }

  final LabelMap tagMap() {
    return tagMap;
  }

  final SequenceTagger loadTagger() throws IOException {
    return loadTagger(null);
  }

  /**
   * @param query what is looked for; null for what the model says
   */
  final SequenceTagger loadTagger(EntityQuery query) throws IOException {
    String location =
        modelLocation().isEmpty()
            ? task.bundleName(languageOr("en"), modelVariant)
            : modelLocation();
    checkLanguage(location);
    return SequenceTaggers.load(location, TaggerOptions.of(options(), query), task);
  }
}
