package org.neuralannotators.eval;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Accuracy of tags that are labels of their own, such as parts of speech: the part of the tokens
 * whose tag is the gold tag, as OpenNLP's {@code POSEvaluator} and the CoNLL 2017 shared task count
 * it on gold tokens. Not thread-safe; give each thread its own and {@link #merge} them.
 */
public final class AccuracyScorer {
  private static final int CONFUSIONS_IN_REPORT = 10;

  /** How often each gold tag was taken for each tag. */
  private final SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();

  /**
   * A mistake.
   *
   * @param gold the tag that was right
   * @param predicted the tag that was given
   * @param count how often
   */
  public record Confusion(String gold, String predicted, long count) {
    private boolean isCorrect() {
      return gold.equals(predicted);
    }
  }

  /**
   * Counts one sentence. Tags are compared as they are.
   *
   * @throws IllegalArgumentException when the sentence has more tags of one kind than of the other
   */
  public void add(List<String> gold, List<String> predicted) {
    if (gold.size() != predicted.size()) {
      throw new IllegalArgumentException(
          "["
              + gold.size()
              + "] gold tags with ["
              + predicted.size()
              + "] predicted tags; expected one of each for every token");
    }
    for (int i = 0; i < gold.size(); i++) {
      count(new Confusion(gold.get(i), predicted.get(i), 1));
    }
  }

  private void count(Confusion pair) {
    counts
        .computeIfAbsent(pair.gold(), tag -> new TreeMap<>())
        .merge(pair.predicted(), pair.count(), Long::sum);
  }

  /** Adds all that the other scorer counted. */
  public void merge(AccuracyScorer other) {
    other.pairs().toList().forEach(this::count);
  }

  private Stream<Confusion> pairs() {
    return counts.entrySet().stream()
        .flatMap(
            row ->
                row.getValue().entrySet().stream()
                    .map(cell -> new Confusion(row.getKey(), cell.getKey(), cell.getValue())));
  }

  /** All tokens. */
  public long tokens() {
    return pairs().mapToLong(Confusion::count).sum();
  }

  /** The tokens that have the gold tag. */
  public long correct() {
    return pairs().filter(Confusion::isCorrect).mapToLong(Confusion::count).sum();
  }

  /** The part of the tokens that have the gold tag; 0 without tokens. */
  public double accuracy() {
    return tokens() == 0 ? 0 : (double) correct() / tokens();
  }

  /** The counts of each tag that is gold or was given, in alphabetical order. */
  public SortedMap<String, PrecisionRecall> byTag() {
    SortedMap<String, PrecisionRecall> tags = new TreeMap<>();
    pairs()
        .forEach(
            pair -> {
              long correct = pair.isCorrect() ? pair.count() : 0;
              tags.merge(
                  pair.gold(),
                  new PrecisionRecall(correct, 0, pair.count()),
                  PrecisionRecall::plus);
              tags.merge(
                  pair.predicted(), new PrecisionRecall(0, pair.count(), 0), PrecisionRecall::plus);
            });
    return tags;
  }

  /** The mistakes, the most frequent first and then in alphabetical order; at most so many. */
  public List<Confusion> confusions(int limit) {
    return pairs()
        .filter(pair -> !pair.isCorrect())
        .sorted(Comparator.comparingLong(Confusion::count).reversed())
        .limit(limit)
        .toList();
  }

  /** Accuracy, the scores of each tag and the most frequent mistakes, for people. */
  public String report() {
    StringBuilder report = new StringBuilder();
    report.append(
        format(
            "processed %d tokens; correct: %d; accuracy: %6.2f%%\n",
            tokens(), correct(), 100 * accuracy()));
    byTag()
        .forEach(
            (tag, scores) ->
                report.append(format("%17s: %s  %d\n", tag, scores.percentages(), scores.gold())));
    for (Confusion confusion : confusions(CONFUSIONS_IN_REPORT)) {
      report.append(
          format(
              "%17s taken for %s: %d\n",
              confusion.gold(), confusion.predicted(), confusion.count()));
    }
    return report.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
