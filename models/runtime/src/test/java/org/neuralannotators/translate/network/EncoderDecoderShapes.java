package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Output;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Positions;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Stack;

/** Tiny networks of each kind: 8 pieces, of which 0 begins and 1 ends targets. */
enum EncoderDecoderShapes {
  MARIAN(
      Positions.of(PositionKind.SINUSOIDS, 12, 0),
      Embeddings.SCALED,
      NormKind.LAYER,
      false,
      Activation.SILU,
      false,
      new Output(true, false, true)),
  BART(
      Positions.of(PositionKind.LEARNED, 12, 2),
      Embeddings.NORMALIZED,
      NormKind.LAYER,
      false,
      Activation.GELU,
      false,
      new Output(true, false, true)),
  M_BART(
      Positions.of(PositionKind.LEARNED, 12, 2),
      Embeddings.BOTH,
      NormKind.LAYER,
      true,
      Activation.GELU,
      false,
      new Output(true, false, true)),
  M2M_100(
      Positions.of(PositionKind.INCLUSIVE_SINUSOIDS, 12, 2),
      Embeddings.SCALED,
      NormKind.LAYER,
      true,
      Activation.RELU,
      false,
      new Output(true, false, false)),
  T5(
      Positions.relative(12, 8, 6),
      Embeddings.PLAIN,
      NormKind.RMS,
      true,
      Activation.RELU,
      false,
      new Output(true, true, false)),
  M_T5(
      Positions.relative(12, 8, 6),
      Embeddings.PLAIN,
      NormKind.RMS,
      true,
      Activation.GELU_TANH,
      true,
      new Output(false, false, false));

  private enum Embeddings {
    PLAIN,
    SCALED,
    NORMALIZED,
    BOTH
  }

  /** A record of values. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final EncoderDecoderArchitecture architecture;

  EncoderDecoderShapes(
      Positions positions,
      Embeddings embeddings,
      NormKind norm,
      boolean normFirst,
      Activation activation,
      boolean gated,
      Output output) {
    boolean relative = positions.kind() == PositionKind.RELATIVE;
    architecture =
        new EncoderDecoderArchitecture(
            8,
            8,
            true,
            6,
            relative ? 2 : 3,
            new Stack(1, 2, 5),
            new Stack(relative ? 2 : 1, relative ? 2 : 1, 4),
            positions,
            embeddings == Embeddings.SCALED || embeddings == Embeddings.BOTH,
            embeddings == Embeddings.NORMALIZED || embeddings == Embeddings.BOTH,
            norm,
            0.1,
            normFirst,
            !relative,
            activation,
            gated,
            !relative,
            output,
            new TargetMarks(0, List.of(1)));
  }

  EncoderDecoderArchitecture architecture() {
    return architecture;
  }
}
