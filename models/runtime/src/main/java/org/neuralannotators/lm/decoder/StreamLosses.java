package org.neuralannotators.lm.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.Lanes;

/** How well a decoder predicts texts that it reads window by window, several side by side. */
public final class StreamLosses {
  /** About so many pieces are read at once. */
  private static final int PIECES = 2048;

  private StreamLosses() {}

  /**
   * Windows that are read side by side.
   *
   * @param streams the windows of each text
   * @return the first of each text, the second of each that has one, and so on
   */
  public static List<List<TextWindow>> sideBySide(List<List<TextWindow>> streams) {
    List<List<TextWindow>> batches = new ArrayList<>();
    for (List<TextWindow> stream : streams) {
      for (int i = 0; i < stream.size(); i++) {
        if (i == batches.size()) {
          batches.add(new ArrayList<>());
        }
        batches.get(i).add(stream.get(i));
      }
    }
    return batches;
  }

  /**
   * The negative logarithms of the probabilities of all predicted pieces, added up.
   *
   * @param streams the windows of each text, in their order
   * @param lanes stay the caller's
   */
  public static double sum(DecoderNetwork network, List<List<TextWindow>> streams, Lanes lanes) {
    int longest =
        streams.stream().flatMap(List::stream).mapToInt(TextWindow::length).max().orElse(1);
    int each = (streams.size() + lanes.threads() - 1) / lanes.threads();
    int size = Math.max(1, Math.min(each, PIECES / longest));
    double[] sums = new double[(streams.size() + size - 1) / size];
    lanes.run(
        sums.length,
        (lane, group) -> {
          int from = group * size;
          int to = Math.min(from + size, streams.size());
          for (List<TextWindow> batch : sideBySide(streams.subList(from, to))) {
            lane.workspace().reset();
            sums[group] += Arrays.stream(network.losses(lane.inference(), batch)).sum();
          }
        });
    return Arrays.stream(sums).sum();
  }
}
