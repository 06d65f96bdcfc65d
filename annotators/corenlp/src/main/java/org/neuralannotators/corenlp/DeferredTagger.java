package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.TaggerTask;

/**
 * The tagger of an annotator that knows no options but those that all taggers have; see {@link
 * Deferred}. Thread-safe.
 */
final class DeferredTagger {
  private final Deferred<TaggingOptions> options;
  private final Deferred<AnnotatorModel<Tagging>> model;

  /**
   * The tagger of a bundle.
   *
   * @param name of the annotator
   * @param variant of the bundle where no other is chosen
   */
  DeferredTagger(String name, Properties properties, TaggerTask task, String variant) {
    this(name, properties, task, variant, options -> AnnotatorModel.tagger(name, options, task));
  }

  /** Any tagger. */
  DeferredTagger(
      String name, Properties properties, TaggerTask task, Supplier<SequenceTagger> loader) {
    this(name, properties, task, "", options -> AnnotatorModel.tagger(name, options, loader));
  }

  private DeferredTagger(
      String name,
      Properties properties,
      TaggerTask task,
      String variant,
      Function<TaggingOptions, AnnotatorModel<Tagging>> loader) {
    options =
        new Deferred<>(
            () ->
                TaggingOptions.read(
                    AnnotatorProperties.of(name, properties, TaggingOptions.NAMES),
                    task,
                    variant,
                    LabelMap.IDENTITY,
                    null));
    model = new Deferred<>(() -> loader.apply(options.get()));
  }

  /** As {@link AnnotatorModel#annotate}. */
  void annotate(Annotation document, AnnotatorModel.Writer<Tagging> writer) {
    model.get().annotate(document, writer);
  }

  /** The model's labels as CoreNLP's tags. */
  LabelMap tagMap() {
    return options.get().tagMap();
  }

  /** What the annotator reads; throws what is wrong with options or model. */
  @SuppressWarnings("rawtypes")
  Set<Class<? extends CoreAnnotation>> requires() {
    model.get();
    return Set.of(TextAnnotation.class, TokensAnnotation.class, SentencesAnnotation.class);
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  void release() {
    model.ifMade(AnnotatorModel::release);
  }
}
