package org.neuralannotators.train.lm;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;

/** How well a decoder predicts text in windows, each of which it reads without what is before. */
final class DecoderScore {
  /** About so many pieces are read at once. */
  private static final int PIECES = 2048;

  private DecoderScore() {}

  /**
   * Scores a network.
   *
   * @param lanes stay the caller's
   */
  static Perplexity of(DecoderNetwork network, List<TextWindow> windows, Lanes lanes) {
    int longest = windows.stream().mapToInt(TextWindow::length).max().orElse(1);
    int size = Math.max(1, PIECES / longest);
    double[] losses = new double[windows.size()];
    lanes.run(
        (windows.size() + size - 1) / size,
        (lane, batch) -> {
          int from = batch * size;
          List<TextWindow> own = windows.subList(from, Math.min(from + size, windows.size()));
          double[] some = network.losses(Pass.inference(lane.kernels(), lane.workspace()), own);
          System.arraycopy(some, 0, losses, from, some.length);
        });
    return new Perplexity(
        Arrays.stream(losses).sum(), windows.stream().mapToLong(TextWindow::predicted).sum());
  }
}
