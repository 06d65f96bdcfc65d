package org.neuralannotators.lm.continuation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.lm.decoder.DecoderDecoding;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Continues several texts at once, a piece of each at a step. A text that has ended leaves, and so
 * does one that has become as long as the network reads: such texts are read again from their last
 * half on when the others have ended.
 *
 * @param reader begins to read texts
 * @param context what the network reads of a text
 */
record BatchContinuation(BegunTexts.Reader reader, Context context) {
  BatchContinuation(DecoderNetwork network, Context context) {
    this((pass, texts) -> BegunTexts.read(network, pass, texts), context);
  }

  /**
   * Continues texts up to their ends.
   *
   * @param pass without a way back, whose workspace is used up
   */
  void run(Pass pass, List<? extends GrowingText> texts) {
    Workspace.Mark empty = pass.workspace().mark();
    List<? extends GrowingText> going = texts;
    while (!going.isEmpty()) {
      pass.workspace().release(empty);
      readOn(pass, going.stream().map(this::reading).toList());
      going = going.stream().filter(text -> !text.rows().isEmpty()).toList();
    }
  }

  /**
   * A text that is read.
   *
   * @param dropped how many of its first pieces are left out
   */
  private record Reading(GrowingText text, int dropped) {
    int length() {
      return text.rows().get(0).length - dropped;
    }

    boolean goesOn(Context context) {
      return !text.rows().isEmpty() && context.fits(length());
    }
  }

  private Reading reading(GrowingText text) {
    int[] pieces = text.rows().get(0);
    return new Reading(text, pieces.length - context.of(pieces).length);
  }

  private void readOn(Pass pass, List<Reading> texts) {
    List<int[]> contexts =
        texts.stream().flatMap(each -> each.text().rows().stream()).map(context::of).toList();
    BegunTexts begun = reader.read(pass, contexts);
    DecoderDecoding decoding = begun.decoding();
    List<Reading> going = texts;
    Matrix scores = begun.scores();
    while (true) {
      int[] parents = advance(going, scores);
      going = going.stream().filter(each -> each.goesOn(context)).toList();
      if (going.isEmpty()) {
        return;
      }
      decoding.select(parents);
      scores = decoding.step(lastPieces(going));
    }
  }

  /** The place of each row's parent among all rows, of the texts that go on. */
  private int[] advance(List<Reading> texts, Matrix scores) {
    List<Integer> parents = new ArrayList<>();
    int first = 0;
    for (Reading each : texts) {
      int begin = first;
      int rows = each.text().rows().size();
      double[][] own =
          IntStream.range(begin, begin + rows)
              .mapToObj(row -> scores.rows(row, row + 1).toDoubles())
              .toArray(double[][]::new);
      int[] chosen = each.text().advance(own);
      if (each.goesOn(context)) {
        IntStream.of(chosen).forEach(parent -> parents.add(begin + parent));
      }
      first += rows;
    }
    return parents.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] lastPieces(List<Reading> texts) {
    return texts.stream()
        .flatMap(each -> each.text().rows().stream())
        .mapToInt(pieces -> pieces[pieces.length - 1])
        .toArray();
  }
}
