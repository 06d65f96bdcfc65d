package org.neuralannotators.generate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@link PieceRules} mean for a target in the making. Immutable. */
public final class PieceFilter {
  /** No piece. */
  static final int NONE = -1;

  private final PieceRules rules;
  private final TargetMarks marks;
  private final int minimumLength;
  private final int[] never;
  private final List<int[]> rows;

  /**
   * @param marks the network's
   * @param minimumLength pieces that a target has at least, the end not counted
   */
  public PieceFilter(PieceRules rules, TargetMarks marks, int minimumLength) {
    this.rules = rules;
    this.marks = marks;
    this.minimumLength = minimumLength;
    Stream<Integer> bad =
        rules.badWords().stream()
            .filter(word -> word.size() == 1)
            .map(word -> word.get(0))
            .filter(piece -> !marks.isEnd(piece));
    never = ints(Stream.concat(rules.suppressed().stream(), bad)).toArray();
    rows =
        rules.badWords().stream()
            .filter(word -> word.size() > 1)
            .map(word -> ints(word.stream()).toArray())
            .toList();
  }

  /** The rules. */
  PieceRules rules() {
    return rules;
  }

  /** The only piece that may come next, with certainty; {@link #NONE} where there are others. */
  int forced(PartialTarget target, int maximumLength) {
    if (rules.forcedEnd() != null && target.length() == maximumLength - 1) {
      return rules.forcedEnd();
    }
    return target.length() < rules.forcedBegin().size()
        ? rules.forcedBegin().get(target.length())
        : NONE;
  }

  /** The pieces that may not come next, each once, rising. */
  int[] banned(PartialTarget target) {
    IntStream banned = Arrays.stream(never);
    if (target.length() < minimumLength) {
      banned = IntStream.concat(banned, ints(marks.ends().stream()));
    }
    if (target.length() == rules.forcedBegin().size()) {
      banned = IntStream.concat(banned, ints(rules.suppressedFirst().stream()));
    }
    if (rules.noRepeatNgram() > 0 || !rows.isEmpty()) {
      banned = IntStream.concat(banned, bannedBehind(target.read()));
    }
    return banned.sorted().distinct().toArray();
  }

  private IntStream bannedBehind(int[] read) {
    IntStream repeating =
        rules.noRepeatNgram() > 0
            ? PartialTarget.repeating(read, rules.noRepeatNgram())
            : IntStream.empty();
    return IntStream.concat(
        repeating,
        rows.stream().filter(row -> endsWith(read, row)).mapToInt(row -> row[row.length - 1]));
  }

  /** Whether a target, whose begin is no part of it, has a row of pieces but for the last one. */
  private static boolean endsWith(int[] read, int[] row) {
    int known = row.length - 1;
    int end = read.length;
    return known < end && Arrays.equals(read, end - known, end, row, 0, known);
  }

  /** The pieces whose scores are penalised, each once, rising. */
  IntStream penalized(PartialTarget target) {
    return rules.repetitionPenalty() == 1
        ? IntStream.empty()
        : Arrays.stream(target.read()).sorted().distinct();
  }

  /** The score of a piece that has come before. */
  double penalty(double score) {
    return score < 0 ? score * rules.repetitionPenalty() : score / rules.repetitionPenalty();
  }

  private static IntStream ints(Stream<Integer> pieces) {
    return pieces.mapToInt(Integer::intValue);
  }
}
