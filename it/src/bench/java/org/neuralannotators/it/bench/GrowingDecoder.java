package org.neuralannotators.it.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Attention;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Biases;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Positions;
import org.neuralannotators.lm.decoder.DecoderDecoding;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Precision;

/** How long a piece takes at some place of a text, with random weights of the size of GPT-2. */
final class GrowingDecoder implements AutoCloseable {
  private static final int STEPS = 32;
  private static final int PIECE = 1000;

  private final DecoderNetwork network;
  private final Lanes lanes;

  GrowingDecoder(Attention attention, int threads) {
    network =
        new DecoderNetwork(
            new DecoderArchitecture(
                12,
                768,
                new CausalAttention.Heads(12, 12, 64),
                3072,
                50257,
                1024,
                Positions.LEARNED,
                null,
                attention,
                0,
                0,
                NormKind.LAYER,
                1e-5,
                true,
                false,
                Activation.GELU_TANH,
                false,
                Biases.ALL,
                true),
            0);
    network.initialize(new Random(1));
    lanes = Lanes.forInference(threads, Precision.FP32);
  }

  /** For each position the median of some pieces from there on, of one text. */
  double[] secondsOfPieces(int... positions) {
    double[] medians = new double[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      int[] before = new int[position];
      Arrays.fill(before, PIECE);
      double[] seconds = new double[STEPS];
      lanes.onLaneWithHelp(
          lane -> {
            DecoderDecoding text = network.decode(lane.inference(), 1);
            text.read(List.of(before));
            for (int step = 0; step < STEPS; step++) {
              long begin = System.nanoTime();
              text.step(new int[] {PIECE + step});
              seconds[step] = (System.nanoTime() - begin) / 1e9;
            }
          });
      Arrays.sort(seconds);
      medians[i] = seconds[STEPS / 2];
    }
    return medians;
  }

  @Override
  public void close() {
    lanes.close();
    network.close();
  }
}
