package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.label.TaggedSpan;

/**
 * Entities of two annotators without overlaps: of two that overlap the longer stays, of two equally
 * long ones ours.
 *
 * @param ours in order
 * @param kept the earlier annotator's, in order
 */
record CombinedEntities(List<TaggedSpan> ours, List<TaggedSpan> kept) {
  private record Candidate(TaggedSpan span, boolean ours) {
    int length() {
      return span.end() - span.begin();
    }
  }

  static CombinedEntities of(List<TaggedSpan> ours, List<TaggedSpan> earlier) {
    if (earlier.isEmpty()) {
      return new CombinedEntities(ours, earlier);
    }
    List<Candidate> stay = new ArrayList<>();
    BitSet taken = new BitSet();
    // The longest first: one that yields itself takes no place from others.
    Stream.concat(
            ours.stream().map(span -> new Candidate(span, true)),
            earlier.stream().map(span -> new Candidate(span, false)))
        .sorted(Comparator.comparingInt(Candidate::length).reversed())
        .forEachOrdered(
            candidate -> {
              if (isFree(taken, candidate.span())) {
                taken.set(candidate.span().begin(), candidate.span().end());
                stay.add(candidate);
              }
            });
    return new CombinedEntities(spans(stay, true), spans(stay, false));
  }

  private static boolean isFree(BitSet taken, TaggedSpan span) {
    int next = taken.nextSetBit(span.begin());
    return next < 0 || next >= span.end();
  }

  private static List<TaggedSpan> spans(List<Candidate> candidates, boolean ours) {
    return candidates.stream()
        .filter(candidate -> candidate.ours() == ours)
        .map(Candidate::span)
        .sorted(Comparator.comparingInt(TaggedSpan::begin))
        .toList();
  }
}
