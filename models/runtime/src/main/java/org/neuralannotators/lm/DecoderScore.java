package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Lanes;

/** How well a decoder predicts texts in windows, several texts side by side. */
public final class DecoderScore {
  /** So many pieces are read at once, unless a single window has more. */
  private static final int PIECES = 2048;

  private DecoderScore() {}

  /**
   * Scores a network.
   *
   * @param texts the windows of each, in their order; see {@link TextWindow#alone} for windows that
   *     know nothing of each other
   * @param lanes stay the caller's
   */
  public static Perplexity of(DecoderNetwork network, List<List<TextWindow>> texts, Lanes lanes) {
    List<List<List<TextWindow>>> groups = groups(texts, lanes.threads());
    double[] losses = new double[groups.size()];
    lanes.run(
        losses.length, (lane, group) -> losses[group] = loss(network, groups.get(group), lane));
    return new Perplexity(
        Arrays.stream(losses).sum(),
        texts.stream().flatMap(List::stream).mapToLong(TextWindow::predicted).sum());
  }

  private static double loss(
      DecoderNetwork network, List<List<TextWindow>> texts, Lanes.Lane lane) {
    double loss = 0;
    for (List<TextWindow> batch : TextWindow.sideBySide(texts)) {
      lane.workspace().reset();
      loss += Arrays.stream(network.losses(lane.inference(), batch)).sum();
    }
    return loss;
  }

  /** Texts that are read together: at least as many groups as threads, where texts suffice. */
  private static List<List<List<TextWindow>>> groups(List<List<TextWindow>> texts, int threads) {
    int most = (texts.size() + threads - 1) / threads;
    List<List<List<TextWindow>>> groups = new ArrayList<>();
    int room = 0;
    for (List<TextWindow> text : texts) {
      int length = text.stream().mapToInt(TextWindow::length).max().orElse(0);
      if (room < length || groups.get(groups.size() - 1).size() == most) {
        groups.add(new ArrayList<>());
        room = PIECES;
      }
      groups.get(groups.size() - 1).add(text);
      room -= length;
    }
    return groups;
  }
}
