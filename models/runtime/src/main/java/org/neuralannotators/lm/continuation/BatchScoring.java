package org.neuralannotators.lm.continuation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.head.Softmax;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Scores the continuations of several prompts at once: each prompt is read once, and goes on as
 * each of its continuations.
 */
record BatchScoring(BegunTexts.Reader reader) {
  /**
   * A continuation whose pieces are scored one by one.
   *
   * @param prompt its place among the prompts
   * @param place among the continuations of the prompt
   */
  private record Row(int prompt, int place, int[] pieces) {}

  /**
   * @param pass without a way back, whose workspace is used up
   * @return of each prompt the logarithms of its continuations' probabilities
   */
  List<double[]> run(Pass pass, List<PromptedPieces> prompts) {
    List<double[]> sums =
        prompts.stream().map(prompt -> new double[prompt.continuations().size()]).toList();
    BegunTexts begun = reader.read(pass, prompts.stream().map(PromptedPieces::prompt).toList());
    List<Row> rows = rows(prompts);
    int[] parents = rows.stream().mapToInt(Row::prompt).toArray();
    add(begun.scores(), rows, parents, 0, sums);
    for (int read = 1; true; read++) {
      List<Row> before = rows;
      int step = read;
      int[] going =
          IntStream.range(0, before.size())
              .filter(row -> before.get(row).pieces().length > step)
              .toArray();
      if (going.length == 0) {
        return sums;
      }
      // In the first step the continuations part from their prompts.
      begun.decoding().select(read > 1 ? going : select(parents, going));
      rows = IntStream.of(going).mapToObj(before::get).toList();
      int[] last = rows.stream().mapToInt(row -> row.pieces()[step - 1]).toArray();
      Matrix scores = begun.decoding().step(last);
      add(scores, rows, IntStream.range(0, rows.size()).toArray(), step, sums);
    }
  }

  private static List<Row> rows(List<PromptedPieces> prompts) {
    List<Row> rows = new ArrayList<>();
    for (int prompt = 0; prompt < prompts.size(); prompt++) {
      List<int[]> continuations = prompts.get(prompt).continuations();
      for (int place = 0; place < continuations.size(); place++) {
        rows.add(new Row(prompt, place, continuations.get(place)));
      }
    }
    return rows;
  }

  private static int[] select(int[] values, int[] places) {
    return IntStream.of(places).map(place -> values[place]).toArray();
  }

  /**
   * @param scores of the pieces to come next
   * @param at of each row its place among these; rising
   * @param piece which one of each row's comes next
   */
  private static void add(Matrix scores, List<Row> rows, int[] at, int piece, List<double[]> sums) {
    double[] next = {};
    double norm = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (i == 0 || at[i] != at[i - 1]) {
        next = scores.rows(at[i], at[i] + 1).toDoubles();
        norm = Softmax.logSum(next);
      }
      Row row = rows.get(i);
      sums.get(row.prompt())[row.place()] += next[row.pieces()[piece]] - norm;
    }
  }
}
