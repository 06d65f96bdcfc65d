package org.neuralannotators.translate;

import java.util.List;
import org.neuralannotators.generate.Beams;
import org.neuralannotators.generate.FilledBeams;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.LeavingBeams;
import org.neuralannotators.generate.PieceFilter;
import org.neuralannotators.generate.PieceRules;
import org.neuralannotators.generate.RuledChooser;
import org.neuralannotators.generate.StepChooser;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TargetScore;

/**
 * The search of imported models, as Hugging Face's transformers does it.
 *
 * @param settings what the model's authors want, and the caller otherwise
 * @param options how many hypotheses are wanted, and whether they are drawn
 */
record ImportedSearch(GenerationSettings settings, TranslatorOptions options, TargetMarks marks)
    implements SearchMethod {
  @Override
  public Beams beams() {
    if (options.temperature() > 0) {
      return new LeavingBeams(options.nBest(), options.nBest(), score());
    }
    return isGreedy()
        ? new LeavingBeams(1, 1, score())
        : new FilledBeams(width(), options.nBest(), score(), settings.earlyStopping());
  }

  private int width() {
    return Math.max(settings.beams(), options.nBest());
  }

  private boolean isGreedy() {
    return width() == 1;
  }

  @Override
  public TargetScore score() {
    return TargetScore.ofLength(settings.lengthPenalty());
  }

  @Override
  public List<Integer> begin() {
    return settings.pieces().forcedBegin();
  }

  @Override
  public int maximumLength(int pieces) {
    return settings.maximumLength() > 0
        ? settings.maximumLength()
        : SearchMethod.usualLength(pieces);
  }

  @Override
  public StepChooser chooser(List<int[]> sources) {
    PieceFilter filter = new PieceFilter(settings.pieces(), marks, settings.minimumLength());
    return options.temperature() > 0
        ? SearchMethod.drawing(options, filter, sources)
        : new RuledChooser(filter, isGreedy());
  }

  @Override
  public SearchMethod withUnrepeated(int pieces) {
    int own = settings.pieces().noRepeatNgram();
    int both = own == 0 ? pieces : Math.min(own, pieces);
    PieceRules rules = settings.pieces().withNoRepeatNgram(both);
    return new ImportedSearch(settings.withPieces(rules), options, marks);
  }
}
