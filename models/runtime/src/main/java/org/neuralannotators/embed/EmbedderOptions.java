package org.neuralannotators.embed;

import org.neuralannotators.encode.elmo.ScalarMix;
import org.neuralannotators.model.OptionsWithRun;
import org.neuralannotators.network.RunOptions;

/**
 * What an embedder gives and how it runs.
 *
 * @param run threads, batches and precision
 * @param layers of the network that the vectors are made of
 * @param carryState whether a language model reads a sentence with what it knows from those before
 *     it in the same call, as ELMo's original programs do; the sentences of a call then run one
 *     after the other, which is slower
 */
public record EmbedderOptions(RunOptions run, Layers layers, boolean carryState)
    implements OptionsWithRun<EmbedderOptions> {
  /** What a token's vector is made of. */
  public enum Layers {
    /** All layers side by side, the one that knows no context first. */
    ALL,

    /** The last layer. */
    TOP,

    /** The mean of all layers. */
    MEAN,

    /** The {@link ScalarMix} that the bundle has weights for. */
    MIX
  }

  /** All processors, single precision, the last layer, each sentence for itself. */
  public static final EmbedderOptions DEFAULT =
      new EmbedderOptions(RunOptions.DEFAULT, Layers.TOP, false);

  @Override
  public EmbedderOptions withRun(RunOptions other) {
    return new EmbedderOptions(other, layers, carryState);
  }

  /** The same with other layers. */
  public EmbedderOptions withLayers(Layers others) {
    return new EmbedderOptions(run, others, carryState);
  }

  /** The same with state carried from sentence to sentence or not. */
  public EmbedderOptions withCarryState(boolean carried) {
    return new EmbedderOptions(run, layers, carried);
  }
}
