package org.neuralannotators.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuralannotators.label.SpanDecoder;
import org.neuralannotators.label.TaggedSpan;

/**
 * Precision, recall and F1 of labelled spans by the definition of the CoNLL shared tasks: a
 * predicted span is correct when a gold span has the same tokens and the same type. Not
 * thread-safe; give each thread its own and {@link #merge} them.
 *
 * @see <a href="https://www.clips.uantwerpen.be/conll2000/chunking/conlleval.txt">conlleval</a>
 */
public final class EntityScorer {
  private final SortedMap<String, PrecisionRecall> types = new TreeMap<>();
  private final AccuracyScorer tags = new AccuracyScorer();

  /**
   * Counts one sentence. Tags may be of any scheme; token accuracy compares them as they are, so
   * that it means something only when both are of the same scheme.
   *
   * @throws IllegalArgumentException when the sentence has more tags of one kind than of the other
   */
  public void addTags(List<String> gold, List<String> predicted) {
    tags.add(gold, predicted);
    addSpans(SpanDecoder.decode(gold), SpanDecoder.decode(predicted));
  }

  /** Counts the spans of one sentence, in any order; token accuracy doesn't change. */
  public void addSpans(List<TaggedSpan> gold, List<TaggedSpan> predicted) {
    List<TaggedSpan> unmatched = new ArrayList<>(gold);
    for (TaggedSpan span : gold) {
      count(span.label(), new PrecisionRecall(0, 0, 1));
    }
    for (TaggedSpan span : predicted) {
      boolean correct = removeMatch(unmatched, span);
      count(span.label(), new PrecisionRecall(correct ? 1 : 0, 1, 0));
    }
  }

  private static boolean removeMatch(List<TaggedSpan> spans, TaggedSpan span) {
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i).matches(span)) {
        spans.remove(i);
        return true;
      }
    }
    return false;
  }

  private void count(String type, PrecisionRecall counts) {
    types.merge(type, counts, PrecisionRecall::plus);
  }

  /** Adds all that the other scorer counted. */
  public void merge(EntityScorer other) {
    Map.copyOf(other.types).forEach(this::count);
    tags.merge(other.tags);
  }

  /** All types together (micro average). */
  public PrecisionRecall overall() {
    return types.values().stream().reduce(PrecisionRecall.NONE, PrecisionRecall::plus);
  }

  /** A copy of the counts of each type, in alphabetical order. */
  public SortedMap<String, PrecisionRecall> byType() {
    return new TreeMap<>(types);
  }

  /** Tokens of the sentences that were given as tags. */
  public long tokens() {
    return tags.tokens();
  }

  /** The part of the tokens that have the gold tag; 0 without tokens. */
  public double tokenAccuracy() {
    return tags.accuracy();
  }

  /** The report in conlleval's layout, percentages with two digits. */
  public String report() {
    PrecisionRecall all = overall();
    StringBuilder report = new StringBuilder();
    report.append(
        format(
            "processed %d tokens with %d phrases; found: %d phrases; correct: %d.\n",
            tokens(), all.gold(), all.predicted(), all.correct()));
    report.append(format("accuracy: %6.2f%%; %s\n", 100 * tokenAccuracy(), all.percentages()));
    types.forEach(
        (type, counts) ->
            report.append(
                format("%17s: %s  %d\n", type, counts.percentages(), counts.predicted())));
    return report.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
