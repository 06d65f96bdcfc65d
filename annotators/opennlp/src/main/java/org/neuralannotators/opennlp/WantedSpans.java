package org.neuralannotators.opennlp;

import java.util.List;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;

/**
 * Which of a tagger's spans are given, and under which names. Immutable.
 *
 * @param filter by confidence and text
 * @param tagMap of those that pass
 */
record WantedSpans(SpanFilter filter, LabelMap tagMap) {
  /**
   * The spans of a sentence.
   *
   * @param tokens those of the sentence
   */
  List<TaggedSpan> of(Tagging tagging, List<String> tokens) {
    return tagMap.map(filter.filter(tagging.spans(), tokens::get));
  }
}
