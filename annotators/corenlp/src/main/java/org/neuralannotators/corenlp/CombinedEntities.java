package org.neuralannotators.corenlp;

import java.util.List;
import org.neuralannotators.label.TaggedSpan;

/**
 * Entities of two annotators without overlaps: of two that overlap the longer stays, of two equally
 * long ones ours.
 *
 * @param ours in order
 * @param kept the earlier annotator's, in order
 */
record CombinedEntities(List<TaggedSpan> ours, List<TaggedSpan> kept) {
  static CombinedEntities of(List<TaggedSpan> ours, List<TaggedSpan> earlier) {
    if (earlier.isEmpty()) {
      return new CombinedEntities(ours, earlier);
    }
    List<TaggedSpan> kept =
        earlier.stream()
            .filter(
                span ->
                    ours.stream()
                        .noneMatch(own -> overlap(own, span) && length(own) >= length(span)))
            .toList();
    return new CombinedEntities(
        ours.stream().filter(own -> kept.stream().noneMatch(span -> overlap(own, span))).toList(),
        kept);
  }

  private static boolean overlap(TaggedSpan one, TaggedSpan other) {
    return one.begin() < other.end() && other.begin() < one.end();
  }

  private static int length(TaggedSpan span) {
    return span.end() - span.begin();
  }
}
