package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Draws pieces by their probabilities.
 *
 * @param temperature below 1 makes probable pieces more probable, above 1 less
 * @param randoms of each source its own, so that what is drawn doesn't depend on the batch
 */
public record SamplingChooser(double temperature, List<? extends RandomGenerator> randoms)
    implements StepChooser {
  @Override
  public List<List<SourceSearch.Step>> choose(
      Pass pass, Matrix probabilities, List<SourceSearch> searches) {
    List<List<SourceSearch.Step>> chosen = new ArrayList<>();
    int row = 0;
    for (SourceSearch search : searches) {
      List<SourceSearch.Step> steps = new ArrayList<>();
      int targets = search.active().size();
      RandomGenerator random = randoms.get(search.number());
      // At the begin all targets are drawn of the only one there is.
      boolean begin = search.active().get(0).length() == 0;
      for (int i = 0; i < (begin ? search.room() : targets); i++) {
        int parent = begin ? 0 : i;
        float[] values = probabilities.rows(row + parent, row + parent + 1).toFloats();
        int piece = draw(values, search.marks(), random.nextDouble());
        double logProbability = Math.log(Math.max(Float.MIN_NORMAL, values[piece]));
        steps.add(new SourceSearch.Step(parent, piece, logProbability));
      }
      chosen.add(steps);
      row += targets;
    }
    return chosen;
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
    int last = 0;
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
