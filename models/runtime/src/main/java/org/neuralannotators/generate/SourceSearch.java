package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The search for targets of one source. Targets that end leave their places empty. */
final class SourceSearch {
  private final int number;
  private final int width;
  private final int wanted;
  private final int maximumLength;
  private final TargetScore score;
  private final TargetMarks marks;
  private final List<PartialTarget> ended = new ArrayList<>();
  private List<PartialTarget> active;

  /**
   * @param number of the source
   * @param width how many targets there are at any time
   * @param wanted how many are asked for
   * @param maximumLength in pieces, the end included
   */
  SourceSearch(
      int number,
      int width,
      int wanted,
      int maximumLength,
      TargetScore score,
      TargetMarks marks) {
    this.number = number;
    this.width = width;
    this.wanted = wanted;
    this.maximumLength = maximumLength;
    this.score = score;
    this.marks = marks;
    active = List.of(PartialTarget.begin(marks.begin()));
  }

  /**
   * A way to go on.
   *
   * @param parent place of the target among those in the making
   * @param logProbability of the piece
   */
  record Step(int parent, int piece, double logProbability) {}

  int number() {
    return number;
  }

  /** What begins and ends its targets. */
  TargetMarks marks() {
    return marks;
  }

  /** The targets in the making. */
  List<PartialTarget> active() {
    return active;
  }

  /** How many targets may go on. */
  int room() {
    return width - ended.size();
  }

  /** Whether nothing but the end may come now. */
  boolean mustEnd() {
    return active.get(0).length() == maximumLength - 1;
  }

  /**
   * Goes on.
   *
   * @param steps to take
   * @param alignments of each target in the making; null when nobody asks for them
   * @return for each target in the making now its place before
   */
  int[] advance(List<Step> steps, List<float[]> alignments) {
    List<PartialTarget> next = new ArrayList<>();
    int[] parents = new int[steps.size()];
    for (Step step : steps) {
      float[] aligned = alignments == null ? null : alignments.get(step.parent());
      PartialTarget target =
          active.get(step.parent()).with(step.piece(), step.logProbability(), aligned);
      if (marks.isEnd(step.piece())) {
        ended.add(target);
      } else {
        parents[next.size()] = step.parent();
        next.add(target);
      }
    }
    active = isDecided(next) ? List.of() : next;
    return Arrays.copyOf(parents, active.size());
  }

  /** Whether no target in the making can still be among those that are wanted. */
  private boolean isDecided(List<PartialTarget> going) {
    if (ended.size() < wanted) {
      return going.isEmpty();
    }
    double least = scores().sorted(Comparator.reverseOrder()).skip(wanted - 1).findFirst().get();
    return going.stream().allMatch(target -> score.bound(target, maximumLength) <= least);
  }

  private Stream<Double> scores() {
    return ended.stream().map(score::of);
  }

  /** What was found, the best first; as many as wanted, fewer where there are no more. */
  List<ScoredTarget> found() {
    return ended.stream()
        .map(
            target ->
                new ScoredTarget(
                    Arrays.copyOf(target.pieces(), target.length() - 1),
                    score.of(target),
                    target.logProbability(),
                    target.alignment() == null ? null : target.alignments()))
        .sorted(Comparator.comparingDouble(ScoredTarget::score).reversed())
        .limit(wanted)
        .toList();
  }
}
