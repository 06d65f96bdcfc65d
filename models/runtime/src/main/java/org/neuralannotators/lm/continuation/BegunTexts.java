package org.neuralannotators.lm.continuation;

import java.util.List;
import org.neuralannotators.lm.decoder.DecoderDecoding;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Texts of which the first pieces were read.
 *
 * @param decoding goes on with them
 * @param scores [texts, vocabulary]: the score of each piece to come next; valid until the next
 *     step
 */
record BegunTexts(DecoderDecoding decoding, Matrix scores) {
  /** Begins to read texts. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param texts the first pieces of each, at least one
     */
    BegunTexts read(Pass pass, List<int[]> texts);
  }

  /** Reads all that there is. */
  static BegunTexts read(DecoderNetwork network, Pass pass, List<int[]> texts) {
    DecoderDecoding decoding = network.decode(pass, texts.size());
    return new BegunTexts(decoding, decoding.read(texts));
  }
}
