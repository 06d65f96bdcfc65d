package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The most probable ways to go on: beam search, which with one target is greedy. A target that is
 * as long as it may be ends.
 *
 * @param wanted as many are chosen, however improbable
 * @param threshold what others may lack to the log probability of the best one; 0 for any
 * @param unrepeated so many pieces in a row don't come twice in a target, if there is another way;
 *     0 if they may
 */
public record BeamChooser(int wanted, double threshold, int unrepeated) implements StepChooser {
  @Override
  public List<List<SourceSearch.Step>> choose(
      Pass pass, Matrix scores, List<SourceSearch> searches) {
    pass.kernels().softmax(scores);
    int widest = searches.stream().mapToInt(SourceSearch::room).max().orElseThrow();
    // One more, as the begin isn't chosen.
    int each = Math.min(widest + 1, scores.columns());
    Matrix largest = pass.workspace().matrix(scores.rows(), each);
    Indices places = pass.workspace().indices(new int[scores.rows() * each]);
    pass.kernels().largest(scores, largest, places);
    float[] values = largest.toFloats();
    int[] pieces = places.toInts();
    List<List<SourceSearch.Step>> chosen = new ArrayList<>();
    int row = 0;
    for (SourceSearch search : searches) {
      chosen.add(
          search.mustEnd()
              ? ForcedChooser.ends(scores, row, search)
              : best(search, row, each, values, pieces));
      row += search.active().size();
    }
    return chosen;
  }

  private List<SourceSearch.Step> best(
      SourceSearch search, int firstRow, int each, float[] values, int[] pieces) {
    List<SourceSearch.Step> steps = new ArrayList<>();
    List<SourceSearch.Step> repeated = new ArrayList<>();
    for (int i = 0; i < search.active().size(); i++) {
      Set<Integer> repeats = repeats(search.active().get(i));
      for (int at = (firstRow + i) * each; at < (firstRow + i + 1) * each; at++) {
        if (!search.marks().isOnlyBegin(pieces[at])) {
          double logProbability = Math.log(Math.max(Float.MIN_NORMAL, values[at]));
          (repeats.contains(pieces[at]) ? repeated : steps)
              .add(new SourceSearch.Step(i, pieces[at], logProbability));
        }
      }
    }
    if (steps.isEmpty()) {
      steps = repeated;
    }
    ToDoubleFunction<SourceSearch.Step> total =
        step -> search.active().get(step.parent()).logProbability() + step.logProbability();
    steps.sort(Comparator.comparingDouble(total).reversed());
    int chosen = Math.min(search.room(), steps.size());
    if (threshold > 0) {
      double least = total.applyAsDouble(steps.get(0)) - threshold;
      while (chosen > wanted && total.applyAsDouble(steps.get(chosen - 1)) < least) {
        chosen--;
      }
    }
    return steps.subList(0, chosen);
  }

  private Set<Integer> repeats(PartialTarget target) {
    return unrepeated == 0
        ? Set.of()
        : PartialTarget.repeating(target.pieces(), unrepeated).boxed().collect(Collectors.toSet());
  }
}
