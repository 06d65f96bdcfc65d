package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Beams in which targets that end leave their places empty. The search ends when no target in the
 * making can still be among those that are wanted.
 *
 * @param width targets of a source at any time
 * @param wanted targets of a source that are asked for
 * @param score by which they are compared
 */
public record LeavingBeams(int width, int wanted, TargetScore score) implements Beams {
  @Override
  public SourceSearch begin(int number, int maximumLength, TargetMarks marks) {
    return new Search(this, number, maximumLength, marks);
  }

  private static final class Search implements SourceSearch {
    private final LeavingBeams beams;
    private final int number;
    private final int maximumLength;
    private final TargetMarks marks;
    private final List<PartialTarget> ended = new ArrayList<>();
    private List<PartialTarget> active;

    Search(LeavingBeams beams, int number, int maximumLength, TargetMarks marks) {
      this.beams = beams;
      this.number = number;
      this.maximumLength = maximumLength;
      this.marks = marks;
      active = List.of(PartialTarget.begin(marks.begin()));
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public int maximumLength() {
      return maximumLength;
    }

    @Override
    public TargetMarks marks() {
      return marks;
    }

    @Override
    public List<PartialTarget> active() {
      return active;
    }

    @Override
    public int room() {
      return beams.width - ended.size();
    }

    @Override
    public int[] advance(List<Step> steps, List<float[]> alignments) {
      List<PartialTarget> next = new ArrayList<>();
      int[] parents = new int[steps.size()];
      for (Step step : steps) {
        PartialTarget target = target(step, alignments);
        if (hasEnded(target)) {
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
      if (ended.size() < beams.wanted) {
        return going.isEmpty();
      }
      double least =
          scores().sorted(Comparator.reverseOrder()).skip(beams.wanted - 1).findFirst().get();
      return going.stream().allMatch(target -> beams.score.bound(target, maximumLength) <= least);
    }

    private Stream<Double> scores() {
      return ended.stream().map(beams.score::of);
    }

    @Override
    public List<ScoredTarget> found() {
      return ended.stream()
          .map(target -> target.scored(beams.score.of(target), marks))
          .sorted(Comparator.comparingDouble(ScoredTarget::score).reversed())
          .limit(beams.wanted)
          .toList();
    }
  }
}
