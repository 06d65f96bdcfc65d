package org.neuralannotators.lm.decoder;

import org.neuralannotators.lm.decoder.DecoderArchitecture.Biases;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Positions;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.kernel.Activation;

/** Small decoders of the kinds that people have. */
public enum DecoderShapes {
  /** Radford et al. 2018. */
  GPT(Positions.LEARNED, null, 4, 0, NormKind.LAYER, false, false, false, Biases.ALL, true),
  /** Radford et al. 2019. */
  GPT_2(Positions.LEARNED, null, 4, 0, NormKind.LAYER, true, false, false, Biases.ALL, true),
  /** Sines and cosines. */
  SINUSOIDAL(
      Positions.SINUSOIDAL, null, 4, 3, NormKind.LAYER, true, false, false, Biases.ALL, false),
  /** Katharopoulos et al. 2020. */
  LINEAR(Positions.LEARNED, null, 4, 0, NormKind.LAYER, true, false, false, Biases.ALL, true),
  /** The same with rotations. */
  LINEAR_ROTARY(
      Positions.ROTARY,
      new RotaryShape(100, null),
      4,
      0,
      NormKind.RMS,
      true,
      false,
      true,
      Biases.NONE,
      false),
  /** Touvron et al. 2023. */
  LLAMA(
      Positions.ROTARY,
      new RotaryShape(10_000, null),
      2,
      0,
      NormKind.RMS,
      true,
      false,
      true,
      Biases.NONE,
      false),
  /** Jiang et al. 2023. */
  MISTRAL(
      Positions.ROTARY,
      new RotaryShape(100, null),
      1,
      2,
      NormKind.RMS,
      true,
      false,
      true,
      Biases.NONE,
      false),
  /** Normalised heads and biases of queries, keys and values. */
  QWEN(
      Positions.ROTARY,
      new RotaryShape(100, new RotaryShape.Scaling(2, null)),
      2,
      0,
      NormKind.RMS,
      true,
      true,
      true,
      new Biases(true, false, false),
      true),
  /** Relative positions with keys that heads share, and with a window. */
  RELATIVE(Positions.RELATIVE, null, 2, 3, NormKind.RMS, true, false, true, Biases.NONE, false),
  /** Dai et al. 2019. */
  TRANSFORMER_XL(
      Positions.RELATIVE, null, 4, 0, NormKind.LAYER, false, false, false, Biases.ALL, true);

  /** A record of values. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final DecoderArchitecture architecture;

  DecoderShapes(
      Positions positions,
      RotaryShape rotary,
      int keyHeads,
      int window,
      NormKind norm,
      boolean normFirst,
      boolean normalizedHeads,
      boolean gated,
      Biases biases,
      boolean tied) {
    architecture =
        new DecoderArchitecture(
            2,
            8,
            new CausalAttention.Heads(4, keyHeads, 4),
            12,
            7,
            16,
            positions,
            rotary,
            name().startsWith("LINEAR")
                ? DecoderArchitecture.Attention.LINEAR
                : DecoderArchitecture.Attention.SOFTMAX,
            window,
            name().equals("TRANSFORMER_XL") ? 24 : 0,
            norm,
            0.01,
            normFirst,
            normalizedHeads,
            gated ? Activation.SILU : Activation.GELU_TANH,
            gated,
            biases,
            tied);
  }

  /** The shape. */
  public DecoderArchitecture architecture() {
    return architecture;
  }
}
