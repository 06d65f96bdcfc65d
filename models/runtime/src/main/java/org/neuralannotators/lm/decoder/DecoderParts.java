package org.neuralannotators.lm.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.RmsNorm;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.attention.DecoderAttention;
import org.neuralannotators.network.attention.DecoderMemory;
import org.neuralannotators.network.attention.KeyValueCache;
import org.neuralannotators.network.attention.LinearAttention;
import org.neuralannotators.network.attention.LinearMemory;
import org.neuralannotators.network.attention.RelativeCausalAttention;
import org.neuralannotators.network.attention.RelativeMemory;
import org.neuralannotators.network.attention.RotaryPositions;
import org.neuralannotators.network.transformer.DecoderBlock;
import org.neuralannotators.network.transformer.FeedForward;
import org.neuralannotators.network.transformer.FeedForwardPart;
import org.neuralannotators.network.transformer.GatedFeedForward;
import org.neuralannotators.network.transformer.Residual;
import org.neuralannotators.network.transformer.Sinusoids;

/** Makes the layers of a decoder by its shape. */
record DecoderParts(Parameters parameters, DecoderArchitecture shape, Dropout dropout) {
  DecoderLayers<?> layers() {
    if (shape.attention() == DecoderArchitecture.Attention.LINEAR) {
      return layers(
          this::linearAttention, texts -> new LinearMemory(shape.layers(), shape.heads(), texts));
    }
    if (shape.positions() == DecoderArchitecture.Positions.RELATIVE) {
      Sinusoids sinusoids = new Sinusoids(shape.hidden(), 0);
      return layers(
          name -> relativeAttention(name, sinusoids),
          texts -> new RelativeMemory(shape.layers(), shape.heads(), texts, shape.reach()));
    }
    return layers(
        this::attention,
        texts ->
            new KeyValueCache(shape.layers(), shape.heads().keyColumns(), texts, shape.reach()));
  }

  private <M extends DecoderMemory> DecoderLayers<M> layers(
      Function<String, DecoderAttention<M>> attention, IntFunction<M> memory) {
    List<DecoderBlock<M>> blocks = new ArrayList<>();
    for (int i = 0; i < shape.layers(); i++) {
      String name = "layers." + i;
      blocks.add(
          new DecoderBlock<>(
              attention.apply(name + ".attention"),
              residual(name + ".attention_norm"),
              feedForward(name),
              residual(name + ".norm")));
    }
    RotaryPositions rotary =
        shape.rotary() == null
            ? null
            : new RotaryPositions(shape.rotary().frequencies(shape.heads().size()));
    return new DecoderLayers<>(blocks, memory, rotary, shape.window());
  }

  Norm norm(String name) {
    return shape.norm().norm(parameters, name, shape.hidden(), shape.epsilon());
  }

  private Residual residual(String norm) {
    return new Residual(norm(norm), shape.normFirst(), dropout);
  }

  private CausalAttention attention(String name) {
    return new CausalAttention(
        input(name),
        output(name),
        shape.heads(),
        headNorm(name + ".query_norm"),
        headNorm(name + ".key_norm"),
        dropout);
  }

  private RelativeCausalAttention relativeAttention(String name, Sinusoids sinusoids) {
    return new RelativeCausalAttention(
        parameters,
        name,
        input(name),
        output(name),
        shape.heads(),
        shape.hidden(),
        (pass, count) -> sinusoids.at(pass, falling(count)),
        dropout);
  }

  private static int[] falling(int count) {
    return IntStream.range(0, count).map(i -> count - 1 - i).toArray();
  }

  private LinearAttention linearAttention(String name) {
    return new LinearAttention(input(name), output(name), shape.heads());
  }

  private Linear input(String name) {
    return Linear.plain(
        parameters,
        name + ".input",
        shape.hidden(),
        shape.heads().columns(),
        3,
        shape.biases().queriesKeysValues());
  }

  private Linear output(String name) {
    return Linear.plain(
        parameters,
        name + ".output",
        shape.heads().queryColumns(),
        shape.hidden(),
        1,
        shape.biases().attention());
  }

  private RmsNorm headNorm(String name) {
    return shape.normalizedHeads()
        ? new RmsNorm(parameters, name, shape.heads().size(), shape.epsilon())
        : null;
  }

  private FeedForwardPart feedForward(String name) {
    Dropout none = new Dropout(0, false);
    return shape.gated()
        ? FeedForwardPart.of(
            new GatedFeedForward(
                parameters,
                name + ".up",
                name + ".down",
                shape.hidden(),
                shape.intermediate(),
                shape.activation(),
                shape.biases().feedForward(),
                none))
        : FeedForwardPart.of(
            new FeedForward(
                parameters, name, shape.hidden(), shape.intermediate(), shape.activation(), none));
  }
}
