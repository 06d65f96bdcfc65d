package org.neuralannotators.train.lm;

import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.lm.decoder.StreamLosses;
import org.neuralannotators.network.Lanes;

/** How well a decoder predicts text in windows with a memory of what is before. */
final class RememberedScore {
  /** Most parts of a text that are read side by side. */
  private static final int PARTS = 16;

  /** So many pieces has each part at least, so that its begin without a memory matters little. */
  private static final int SHORTEST_PART = 1000;

  private RememberedScore() {}

  /**
   * Scores a network.
   *
   * @param memory how many pieces before each window are remembered
   * @param lanes stay the caller's
   */
  static Perplexity of(DecoderNetwork network, PieceStream text, int memory, Lanes lanes) {
    int parts = Math.max(1, Math.min(PARTS, text.predictions() / SHORTEST_PART));
    return new Perplexity(
        StreamLosses.sum(network, text.parts(parts, 0, memory), lanes), text.predictions());
  }
}
