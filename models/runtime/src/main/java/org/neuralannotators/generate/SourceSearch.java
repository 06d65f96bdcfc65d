package org.neuralannotators.generate;

import java.util.List;

/** The search for targets of one source. */
interface SourceSearch {
  /**
   * A way to go on.
   *
   * @param parent place of the target among those in the making
   * @param logProbability of the piece
   */
  record Step(int parent, int piece, double logProbability) {}

  /** The source's. */
  int number();

  /** In pieces, the end included. */
  int maximumLength();

  /** What begins and ends its targets. */
  TargetMarks marks();

  /** The targets in the making. */
  List<PartialTarget> active();

  /** How many ways to go on are looked at. */
  int room();

  /**
   * Goes on.
   *
   * @param steps to take, the best first
   * @param alignments of each target in the making; null when nobody asks for them
   * @return for each target in the making now its place before
   */
  int[] advance(List<Step> steps, List<float[]> alignments);

  /** What was found, the best first; as many as wanted, fewer where there are no more. */
  List<ScoredTarget> found();

  /** Whether nothing but the end may come now. */
  default boolean mustEnd() {
    return active().get(0).length() == maximumLength() - 1;
  }

  /** The target that a step makes. */
  default PartialTarget target(Step step, List<float[]> alignments) {
    return active()
        .get(step.parent())
        .with(
            step.piece(),
            step.logProbability(),
            alignments == null ? null : alignments.get(step.parent()));
  }

  /** Whether a target goes on no more. */
  default boolean hasEnded(PartialTarget target) {
    return marks().isEnd(target.piece()) || target.length() == maximumLength();
  }
}
