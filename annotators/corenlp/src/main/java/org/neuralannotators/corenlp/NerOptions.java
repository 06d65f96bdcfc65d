package org.neuralannotators.corenlp;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * The options of {@link NeuralNerAnnotator}, which documents them.
 *
 * @param tagging those that all taggers have
 * @param mentions those that are written
 * @param keep the types of entities that stay if they are there already
 * @param fineGrained whether CoreNLP's rules give our names finer types
 */
record NerOptions(
    TaggingOptions tagging, SpanFilter mentions, Set<String> keep, boolean fineGrained) {
  /** The tags that CoreNLP's own models give. */
  private static final LabelMap DEFAULT_TAG_MAP =
      LabelMap.parse("PER=PERSON,LOC=LOCATION,ORG=ORGANIZATION");

  private static final String LABELS = "labels";
  private static final String THRESHOLD = "threshold";
  private static final String MIN_CONFIDENCE = "minConfidence";
  private static final String EXCLUDE = "exclude";
  private static final String KEEP = "keep";
  private static final String FINE_GRAINED = "applyFineGrained";

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static NerOptions read(String name, Properties properties) {
    Set<String> options = new HashSet<>(TaggingOptions.NAMES);
    options.addAll(Set.of(LABELS, THRESHOLD, MIN_CONFIDENCE, EXCLUDE, KEEP, FINE_GRAINED));
    options.addAll(FineTypes.OPTIONS);
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, options);
    return new NerOptions(
        TaggingOptions.read(own, TaggerTask.NER, "", DEFAULT_TAG_MAP, query(own)),
        new SpanFilter(
            own.probability(MIN_CONFIDENCE, 0),
            own.parsed(EXCLUDE, "a regular expression", Pattern::compile, null)),
        Set.copyOf(own.list(KEEP, ",")),
        own.truth(FINE_GRAINED, !own.text(FineTypes.MAPPING, "").isEmpty()));
  }

  private static EntityQuery query(AnnotatorProperties own) {
    Double threshold =
        own.text(THRESHOLD, "").isEmpty() ? null : (Double) own.probability(THRESHOLD, 0);
    return EntityQuery.ofOptions(own.list(LABELS, ","), threshold, false);
  }
}
