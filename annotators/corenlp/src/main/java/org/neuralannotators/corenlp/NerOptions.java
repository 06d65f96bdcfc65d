package org.neuralannotators.corenlp;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.tagger.TaggerTask;

/**
 * The options of {@link NeuralNerAnnotator}, which documents them.
 *
 * @param tagging those that all taggers have
 * @param minConfidence mentions that are less certain aren't written
 */
record NerOptions(TaggingOptions tagging, double minConfidence) {
  /** The tags that CoreNLP's own models give. */
  private static final LabelMap DEFAULT_TAG_MAP =
      LabelMap.parse("PER=PERSON,LOC=LOCATION,ORG=ORGANIZATION");

  private static final String MIN_CONFIDENCE = "minConfidence";

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static NerOptions read(String name, Properties properties) {
    Set<String> options = new HashSet<>(TaggingOptions.NAMES);
    options.add(MIN_CONFIDENCE);
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, options);
    return new NerOptions(
        TaggingOptions.read(own, TaggerTask.NER, "", DEFAULT_TAG_MAP),
        own.probability(MIN_CONFIDENCE, 0));
  }
}
