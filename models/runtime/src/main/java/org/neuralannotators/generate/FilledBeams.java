package org.neuralannotators.generate;

import java.util.List;

/**
 * Beams that are filled again when targets end; see {@link FilledBeam}. Targets may end without a
 * piece that ends them when they are as long as they may be.
 *
 * @param width targets of a source at any time
 * @param wanted targets of a source that are asked for
 * @param score by which they are compared
 * @param stopping when the search ends
 */
public record FilledBeams(int width, int wanted, TargetScore score, EarlyStopping stopping)
    implements Beams {
  @Override
  public SourceSearch begin(int number, int maximumLength, TargetMarks marks) {
    return new Search(this, number, maximumLength, marks);
  }

  private static final class Search implements SourceSearch {
    private final FilledBeams beams;
    private final int number;
    private final int maximumLength;
    private final TargetMarks marks;
    private final FilledBeam<Followed> beam;
    private List<PartialTarget> active;

    Search(FilledBeams beams, int number, int maximumLength, TargetMarks marks) {
      this.beams = beams;
      this.number = number;
      this.maximumLength = maximumLength;
      this.marks = marks;
      beam =
          new FilledBeam<>(
              beams.width,
              beams.stopping,
              each -> beams.score.of(each.target),
              each -> beams.score.bound(each.target, maximumLength));
      active = List.of(PartialTarget.begin(marks.begin()));
    }

    /** A target and the place of what it was before. */
    private record Followed(PartialTarget target, int parent) {}

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
      return FilledBeam.candidates(beams.width, marks.ends().size());
    }

    @Override
    public int[] advance(List<Step> steps, List<float[]> alignments) {
      List<Followed> ways =
          steps.stream()
              .map(step -> new Followed(target(step, alignments), step.parent()))
              .toList();
      List<Followed> going = beam.advance(ways, way -> hasEnded(way.target));
      active = going.stream().map(Followed::target).toList();
      return going.stream().mapToInt(Followed::parent).toArray();
    }

    @Override
    public List<ScoredTarget> found() {
      return beam.found().stream()
          .limit(beams.wanted)
          .map(way -> way.target.scored(beams.score.of(way.target), marks))
          .toList();
    }
  }
}
