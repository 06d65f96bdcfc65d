package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Lanes;

/** How well a decoder predicts text in windows, each of which it reads without what is before. */
public final class DecoderScore {
  /** So many pieces are read at once, unless a single window has more. */
  private static final int PIECES = 2048;

  private DecoderScore() {}

  /**
   * Scores a network.
   *
   * @param lanes stay the caller's
   */
  public static Perplexity of(DecoderNetwork network, List<TextWindow> windows, Lanes lanes) {
    List<List<TextWindow>> batches = batches(windows);
    double[] losses = new double[batches.size()];
    lanes.run(
        losses.length,
        (lane, batch) ->
            losses[batch] =
                Arrays.stream(network.losses(lane.inference(), batches.get(batch))).sum());
    return new Perplexity(
        Arrays.stream(losses).sum(), windows.stream().mapToLong(TextWindow::predicted).sum());
  }

  private static List<List<TextWindow>> batches(List<TextWindow> windows) {
    List<List<TextWindow>> batches = new ArrayList<>();
    int room = 0;
    for (TextWindow window : windows) {
      if (room < window.length()) {
        batches.add(new ArrayList<>());
        room = PIECES;
      }
      batches.get(batches.size() - 1).add(window);
      room -= window.length();
    }
    return batches;
  }
}
