package org.neuralannotators.train.lm;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.neuralannotators.lm.decoder.DecoderDecoding;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;

/**
 * A text of a model's own, by which people see what it has learnt.
 *
 * @param first the piece that it goes on from
 * @param length pieces, with the first
 */
record DecoderSample(int first, int length) {
  private static final long SEED = 1;

  /**
   * Draws pieces by their probabilities, always with the same random numbers.
   *
   * @param lanes stay the caller's
   */
  String of(DecoderModel model, Lanes lanes) {
    int[] pieces = new int[Math.min(length, model.spec().decoder().maximumPositions())];
    pieces[0] = first;
    Random random = new Random(SEED);
    lanes.onLane(
        lane -> {
          DecoderDecoding decoding =
              model.network().decode(Pass.inference(lane.kernels(), lane.workspace()), 1);
          float[] scores = decoding.read(List.of(new int[] {first})).toFloats();
          for (int i = 1; i < pieces.length; i++) {
            pieces[i] = draw(scores, random);
            scores = decoding.step(new int[] {pieces[i]}).toFloats();
          }
        });
    return model.tokenizer().tokenizer().decode(pieces);
  }

  /** The highest score with Gumbel noise (Gumbel 1954): as if drawn from the softmax. */
  private static int draw(float[] scores, RandomGenerator random) {
    int drawn = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      double score = scores[i] - Math.log(-Math.log(random.nextDouble()));
      if (score > highest) {
        highest = score;
        drawn = i;
      }
    }
    return drawn;
  }
}
