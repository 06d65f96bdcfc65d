package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Follows given targets, of which the search then tells probability and alignment.
 *
 * @param targets of each source, without the end
 */
public record ForcedChooser(List<int[]> targets) implements StepChooser {
  @Override
  public List<List<SourceSearch.Step>> choose(
      Pass pass, Matrix probabilities, List<SourceSearch> searches) {
    List<List<SourceSearch.Step>> chosen = new ArrayList<>();
    for (int row = 0; row < searches.size(); row++) {
      SourceSearch search = searches.get(row);
      int[] target = targets.get(search.number());
      int read = search.active().get(0).length();
      int piece = read < target.length ? target[read] : search.marks().end();
      chosen.add(List.of(step(probabilities, row, 0, piece)));
    }
    return chosen;
  }

  /** The step to a given piece. */
  static SourceSearch.Step step(Matrix probabilities, int row, int parent, int piece) {
    double value = probabilities.rows(row, row + 1).columns(piece, piece + 1).toDoubles()[0];
    return new SourceSearch.Step(parent, piece, Math.log(Math.max(Float.MIN_NORMAL, value)));
  }
}
