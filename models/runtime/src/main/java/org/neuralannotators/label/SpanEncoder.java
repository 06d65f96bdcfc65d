package org.neuralannotators.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Writes spans as the tags of a scheme; the reverse of {@link SpanDecoder}, but strict. */
final class SpanEncoder {
  private SpanEncoder() {}

  static List<String> encode(TagScheme scheme, Collection<TaggedSpan> spans, int length) {
    if (scheme == TagScheme.NONE) {
      throw new IllegalArgumentException(
          "Scheme [" + scheme + "] can't mark spans; expected one that can, such as [BIO]");
    }
    List<TaggedSpan> ordered = new ArrayList<>(spans);
    ordered.sort(Comparator.comparingInt(TaggedSpan::begin));
    List<String> tags = new ArrayList<>(Collections.nCopies(length, TagScheme.OUTSIDE));
    TaggedSpan previous = null;
    for (TaggedSpan span : ordered) {
      check(previous, span, length);
      for (int i = span.begin(); i < span.end(); i++) {
        char letter = scheme.letter(i == span.begin(), i == span.end() - 1);
        tags.set(i, letter + "-" + span.label());
      }
      if (scheme == TagScheme.IOB1 && touches(previous, span)) {
        tags.set(span.begin(), "B-" + span.label());
      }
      previous = span;
    }
    return tags;
  }

  private static void check(TaggedSpan previous, TaggedSpan span, int length) {
    if (span.end() > length) {
      throw new IllegalArgumentException(
          "Span [" + span + "] ends behind the sentence, which has [" + length + "] tokens");
    }
    if (previous != null && span.begin() < previous.end()) {
      throw new IllegalArgumentException(
          "Spans [" + previous + "] and [" + span + "] overlap; a token can have one tag only");
    }
  }

  private static boolean touches(TaggedSpan previous, TaggedSpan span) {
    return previous != null
        && previous.end() == span.begin()
        && previous.label().equals(span.label());
  }
}
