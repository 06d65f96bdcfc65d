package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Draws pieces by their probabilities. A target that is as long as it may be ends.
 *
 * @param temperature below 1 makes probable pieces more probable, above 1 less
 * @param randoms of each source its own, so that what is drawn doesn't depend on the batch
 * @param filter which pieces may come; its penalty of repetition isn't applied
 */
public record SamplingChooser(
    double temperature, List<? extends RandomGenerator> randoms, PieceFilter filter)
    implements StepChooser {
  @Override
  public List<List<SourceSearch.Step>> choose(
      Pass pass, Matrix scores, List<SourceSearch> searches) {
    pass.kernels().softmax(scores);
    List<List<SourceSearch.Step>> chosen = new ArrayList<>();
    int row = 0;
    for (SourceSearch search : searches) {
      chosen.add(
          search.mustEnd() ? ForcedChooser.ends(scores, row, search) : drawn(scores, row, search));
      row += search.active().size();
    }
    return chosen;
  }

  private List<SourceSearch.Step> drawn(Matrix probabilities, int firstRow, SourceSearch search) {
    RandomGenerator random = randoms.get(search.number());
    // At the begin all targets are drawn of the only one there is.
    boolean begin = search.active().get(0).length() == 0;
    return IntStream.range(0, begin ? search.room() : search.active().size())
        .map(i -> begin ? 0 : i)
        .mapToObj(
            parent -> {
              int row = firstRow + parent;
              return step(probabilities.rows(row, row + 1), parent, search, random);
            })
        .toList();
  }

  private SourceSearch.Step step(
      Matrix probabilities, int parent, SourceSearch search, RandomGenerator random) {
    PartialTarget target = search.active().get(parent);
    int forced = filter.forced(target, search.maximumLength());
    if (forced >= 0) {
      return new SourceSearch.Step(parent, forced, 0);
    }
    float[] values = probabilities.toFloats();
    for (int piece : filter.banned(target)) {
      values[piece] = 0;
    }
    int piece = draw(values, search.marks(), random.nextDouble());
    double logProbability = Math.log(Math.max(Float.MIN_NORMAL, values[piece]));
    return new SourceSearch.Step(parent, piece, logProbability);
  }

  /**
   * @param point from 0 to less than 1
   */
  int draw(float[] probabilities, TargetMarks marks, double point) {
    double[] weights =
        IntStream.range(0, probabilities.length)
            .mapToDouble(
                i -> marks.isOnlyBegin(i) ? 0 : Math.pow(probabilities[i], 1 / temperature))
            .toArray();
    double left = point * IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
    int last = marks.end();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}
