package org.neuralannotators.opennlp;

import java.util.List;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.Span;
import org.neuralannotators.label.TaggedSpan;

/** What taggers find, in OpenNLP's classes. */
final class Results {
  private Results() {}

  /** Spans of tokens with their labels as types and their confidences as probabilities. */
  static Span[] spans(List<TaggedSpan> spans) {
    return spans.stream()
        .map(span -> new Span(span.begin(), span.end(), span.label(), span.confidence()))
        .toArray(Span[]::new);
  }

  /** Tags with their probabilities. */
  static Sequence sequence(List<String> tags, List<Double> probabilities) {
    Sequence sequence = new Sequence();
    for (int i = 0; i < tags.size(); i++) {
      sequence.add(tags.get(i), probabilities.get(i));
    }
    return sequence;
  }
}
