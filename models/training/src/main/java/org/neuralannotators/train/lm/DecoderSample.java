package org.neuralannotators.train.lm;

import java.util.List;
import java.util.Random;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.decoder.DecoderDecoding;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;

/**
 * A text of a model's own, by which people see what it has learnt.
 *
 * @param first the piece that it goes on from
 * @param length pieces, with the first
 * @param sampling how the others are drawn
 */
record DecoderSample(int first, int length, Sampling sampling) {
  private static final long SEED = 1;

  /**
   * Draws pieces, always with the same random numbers.
   *
   * @param lanes stay the caller's
   */
  String of(DecoderModel model, Lanes lanes) {
    int[] pieces = new int[Math.min(length, model.spec().decoder().longestText())];
    pieces[0] = first;
    Random random = new Random(SEED);
    lanes.onLane(
        lane -> {
          DecoderDecoding decoding =
              model.network().decode(Pass.inference(lane.kernels(), lane.workspace()), 1);
          double[] scores = decoding.read(List.of(new int[] {first})).toDoubles();
          for (int i = 1; i < pieces.length; i++) {
            pieces[i] = sampling.drawByScores(scores, random);
            scores = decoding.step(new int[] {pieces[i]}).toDoubles();
          }
        });
    return model.tokenizer().tokenizer().decode(pieces);
  }
}
