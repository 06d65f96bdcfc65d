package org.neuralannotators.train.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.TaggedSpan;

/** Rules for the spans of sentences, one after the other. */
public final class SpanRules {
  /** A rule whose texts have been read. */
  private record Ready(SpanRule rule, Predicate<String> texts) {
    TaggedSpan apply(TaggedSpan span, List<String> tokens) {
      if (!rule.isFor(span.label())) {
        return span;
      }
      if (rule.trim()) {
        int begin = span.begin();
        while (begin < span.end() - 1 && texts.test(tokens.get(begin))) {
          begin++;
        }
        return new TaggedSpan(begin, span.end(), span.label());
      }
      String text = String.join(" ", tokens.subList(span.begin(), span.end()));
      return texts.test(text) ? new TaggedSpan(span.begin(), span.end(), rule.to()) : span;
    }
  }

  private final List<Ready> rules = new ArrayList<>();

  /** Reads the files of the rules. */
  public SpanRules(List<SpanRule> rules) throws IOException {
    for (SpanRule rule : rules) {
      this.rules.add(new Ready(rule, rule.looksFor()));
    }
  }

  /** The sentence with its spans by the rules, tagged by the scheme. */
  public TaggedSentence apply(TaggedSentence sentence, TagScheme scheme) {
    if (rules.isEmpty()) {
      return sentence;
    }
    List<TaggedSpan> spans = new ArrayList<>();
    for (TaggedSpan span : withOutside(sentence)) {
      TaggedSpan changed = span;
      for (Ready rule : rules) {
        changed = rule.apply(changed, sentence.tokens());
      }
      if (!changed.label().equals(TagScheme.OUTSIDE)) {
        spans.add(changed);
      }
    }
    return new TaggedSentence(sentence.tokens(), scheme.encode(spans, sentence.size()));
  }

  /** The spans, and each token outside of them as one. */
  private static List<TaggedSpan> withOutside(TaggedSentence sentence) {
    List<TaggedSpan> spans = new ArrayList<>(sentence.spans());
    BitSet inside = new BitSet();
    spans.forEach(span -> inside.set(span.begin(), span.end()));
    for (int i = inside.nextClearBit(0); i < sentence.size(); i = inside.nextClearBit(i + 1)) {
      spans.add(new TaggedSpan(i, i + 1, TagScheme.OUTSIDE));
    }
    return spans;
  }
}
