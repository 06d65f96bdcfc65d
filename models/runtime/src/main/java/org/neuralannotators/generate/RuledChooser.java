package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The most probable ways to go on that rules allow, as Hugging Face's transformers has it (4.53).
 *
 * @param filter the rules
 * @param greedy whether the penalty of repetition changes the scores of a network, as there in
 *     greedy search, and not the logarithms of probabilities, as in beam search
 */
public record RuledChooser(PieceFilter filter, boolean greedy) implements StepChooser {
  @Override
  public List<List<SourceSearch.Step>> choose(
      Pass pass, Matrix scores, List<SourceSearch> searches) {
    List<RuledTarget> targets =
        searches.stream()
            .flatMap(
                search ->
                    search.active().stream()
                        .map(target -> RuledTarget.of(filter, target, search.maximumLength())))
            .toList();
    int room = searches.stream().mapToInt(SourceSearch::room).max().orElseThrow();
    int ruled = targets.stream().mapToInt(RuledTarget::ruled).max().orElseThrow();
    NextPieces next = new NextPieces(pass, scores, room + ruled);
    List<RuledTarget.Scores> own =
        IntStream.range(0, targets.size())
            .mapToObj(row -> targets.get(row).scores(next, row))
            .toList();
    double[] norms = next.norms();
    List<List<SourceSearch.Step>> chosen = new ArrayList<>();
    int row = 0;
    for (SourceSearch search : searches) {
      List<SourceSearch.Step> steps = new ArrayList<>();
      for (int i = 0; i < search.active().size(); i++, row++) {
        steps.addAll(
            new RuledSteps(filter, greedy, targets.get(row), own.get(row), norms[row])
                .of(next, row, i));
      }
      chosen.add(best(search, steps));
    }
    return chosen;
  }

  private static List<SourceSearch.Step> best(SourceSearch search, List<SourceSearch.Step> steps) {
    if (steps.isEmpty()) {
      // Where nothing may come, the best target ends.
      return List.of(new SourceSearch.Step(0, search.marks().end(), 0));
    }
    ToDoubleFunction<SourceSearch.Step> total =
        step -> search.active().get(step.parent()).logProbability() + step.logProbability();
    steps.sort(Comparator.comparingDouble(total).reversed());
    return steps.subList(0, Math.min(search.room(), steps.size()));
  }
}
