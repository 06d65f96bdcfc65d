package org.neuralannotators.translate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.neuralannotators.generate.Beams;
import org.neuralannotators.generate.PieceFilter;
import org.neuralannotators.generate.SamplingChooser;
import org.neuralannotators.generate.StepChooser;
import org.neuralannotators.generate.TargetScore;

/** How the targets of sources are searched. */
interface SearchMethod {
  /** How many targets are followed. */
  Beams beams();

  /** By which targets are compared. */
  TargetScore score();

  /** What all targets begin with. */
  List<Integer> begin();

  /**
   * The longest target of a source, the end included, so far as the network has no limit.
   *
   * @param pieces the source's
   */
  int maximumLength(int pieces);

  /** Decides how the targets of some sources go on. */
  StepChooser chooser(List<int[]> sources);

  /** The same, but so many pieces in a row don't come twice in a target. */
  SearchMethod withUnrepeated(int pieces);

  /** Draws the targets of some sources. */
  static StepChooser drawing(TranslatorOptions options, PieceFilter filter, List<int[]> sources) {
    return new SamplingChooser(
        options.temperature(),
        sources.stream()
            .map(source -> 31 * options.seed() + Arrays.hashCode(source))
            .map(SplittableRandom::new)
            .toList(),
        filter);
  }

  /** The longest target of a source of which nothing else is known. */
  static int usualLength(int pieces) {
    return 3 * pieces + 20;
  }
}
