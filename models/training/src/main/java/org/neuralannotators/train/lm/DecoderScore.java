package org.neuralannotators.train.lm;

import java.util.List;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.lm.decoder.StreamLosses;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Lanes;

/** How well a decoder predicts text in windows. */
final class DecoderScore {
  /** Most parts of a text that are read side by side with a memory. */
  private static final int PARTS = 16;

  /** So many pieces has each part at least, so that its begin without a memory matters little. */
  private static final int SHORTEST_PART = 1000;

  private DecoderScore() {}

  /**
   * Scores a network.
   *
   * @param memory how many pieces before each window are remembered; with 0 it is read without what
   *     is before
   * @param lanes stay the caller's
   */
  static Perplexity of(DecoderNetwork network, PieceStream text, int memory, Lanes lanes) {
    return new Perplexity(
        StreamLosses.sum(network, streams(text, memory), lanes), text.predictions());
  }

  private static List<List<TextWindow>> streams(PieceStream text, int memory) {
    if (memory == 0) {
      return text.all(0).stream().map(List::of).toList();
    }
    int parts = Math.max(1, Math.min(PARTS, text.predictions() / SHORTEST_PART));
    return text.parts(parts, 0, memory);
  }
}
