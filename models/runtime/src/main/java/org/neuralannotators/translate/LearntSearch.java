package org.neuralannotators.translate;

import java.util.List;
import org.neuralannotators.generate.BeamChooser;
import org.neuralannotators.generate.Beams;
import org.neuralannotators.generate.LeavingBeams;
import org.neuralannotators.generate.PieceFilter;
import org.neuralannotators.generate.PieceRules;
import org.neuralannotators.generate.StepChooser;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TargetScore;

/**
 * The search of models that were trained here.
 *
 * @param unrepeated as of {@link BeamChooser}
 */
record LearntSearch(TranslatorOptions options, TargetMarks marks, int unrepeated)
    implements SearchMethod {
  @Override
  public Beams beams() {
    return new LeavingBeams(options.width(), options.nBest(), score());
  }

  @Override
  public TargetScore score() {
    return new TargetScore(options.lengthPenalty(), options.coveragePenalty());
  }

  @Override
  public List<Integer> begin() {
    return List.of();
  }

  @Override
  public int maximumLength(int pieces) {
    return SearchMethod.usualLength(pieces);
  }

  @Override
  public StepChooser chooser(List<int[]> sources) {
    return options.temperature() == 0
        ? new BeamChooser(options.nBest(), options.pruningThreshold(), unrepeated)
        : SearchMethod.drawing(options, new PieceFilter(PieceRules.NONE, marks, 0), sources);
  }

  @Override
  public SearchMethod withUnrepeated(int pieces) {
    return new LearntSearch(options, marks, pieces);
  }
}
