package org.neuralannotators.lm.decoder;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.RmsNorm;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.transformer.DecoderBlock;
import org.neuralannotators.network.transformer.FeedForward;
import org.neuralannotators.network.transformer.GatedFeedForward;
import org.neuralannotators.network.transformer.Residual;

/** Makes the layers of a decoder by its shape. */
record DecoderParts(Parameters parameters, DecoderArchitecture shape, Dropout dropout) {
  DecoderBlock block(String name) {
    return new DecoderBlock(
        attention(name + ".attention"),
        residual(name + ".attention_norm"),
        feedForward(name),
        residual(name + ".norm"));
  }

  Norm norm(String name) {
    return shape.norm() == DecoderArchitecture.NormKind.RMS
        ? new RmsNorm(parameters, name, shape.hidden(), shape.epsilon())
        : new LayerNorm(parameters, name, shape.hidden(), shape.epsilon());
  }

  private Residual residual(String norm) {
    return new Residual(norm(norm), shape.normFirst(), dropout);
  }

  private CausalAttention attention(String name) {
    CausalAttention.Heads heads = shape.heads();
    return new CausalAttention(
        Linear.plain(
            parameters,
            name + ".input",
            shape.hidden(),
            heads.columns(),
            3,
            shape.biases().queriesKeysValues()),
        Linear.plain(
            parameters,
            name + ".output",
            heads.queryColumns(),
            shape.hidden(),
            1,
            shape.biases().attention()),
        heads,
        headNorm(name + ".query_norm"),
        headNorm(name + ".key_norm"),
        dropout);
  }

  private RmsNorm headNorm(String name) {
    return shape.normalizedHeads()
        ? new RmsNorm(parameters, name, shape.heads().size(), shape.epsilon())
        : null;
  }

  private DecoderBlock.Part feedForward(String name) {
    Dropout none = new Dropout(0, false);
    return shape.gated()
        ? DecoderBlock.Part.of(
            new GatedFeedForward(
                parameters,
                name + ".up",
                name + ".down",
                shape.hidden(),
                shape.intermediate(),
                shape.activation(),
                shape.biases().feedForward(),
                none))
        : DecoderBlock.Part.of(
            new FeedForward(
                parameters,
                name,
                shape.hidden(),
                shape.intermediate(),
                shape.activation(),
                none));
  }
}
