package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Follows given targets, of which the search then tells probability and alignment.
 *
 * @param targets of each source, without the end
 * @param certain how many of a target's first pieces are taken to be certain
 */
public record ForcedChooser(List<int[]> targets, int certain) implements StepChooser {
  @Override
  public List<List<SourceSearch.Step>> choose(
      Pass pass, Matrix scores, List<SourceSearch> searches) {
    pass.kernels().softmax(scores);
    List<List<SourceSearch.Step>> chosen = new ArrayList<>();
    for (int row = 0; row < searches.size(); row++) {
      SourceSearch search = searches.get(row);
      int[] target = targets.get(search.number());
      int read = search.active().get(0).length();
      int piece = read < target.length ? target[read] : search.marks().end();
      chosen.add(
          List.of(
              read < certain ? new SourceSearch.Step(0, piece, 0) : step(scores, row, 0, piece)));
    }
    return chosen;
  }

  /** The ends of all targets of a search. */
  static List<SourceSearch.Step> ends(Matrix probabilities, int firstRow, SourceSearch search) {
    int end = search.marks().end();
    return IntStream.range(0, search.active().size())
        .mapToObj(i -> step(probabilities, firstRow + i, i, end))
        .toList();
  }

  private static SourceSearch.Step step(Matrix probabilities, int row, int parent, int piece) {
    double value = probabilities.rows(row, row + 1).columns(piece, piece + 1).toDoubles()[0];
    return new SourceSearch.Step(parent, piece, Math.log(Math.max(Float.MIN_NORMAL, value)));
  }
}
