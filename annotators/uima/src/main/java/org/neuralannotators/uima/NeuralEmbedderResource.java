package org.neuralannotators.uima;

import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.network.RunOptions;

/**
 * A model with vectors that engines of an aggregate name once and share. Bind it to {@link
 * ContextualEmbedder#RES_MODEL}.
 */
public class NeuralEmbedderResource extends NeuralResource {
  // Annotations take constants only; a test holds them to the defaults of EmbedderOptions.
  static final String TOP_LAYER = "TOP";
  static final String STATELESS = "false";

  /** As in {@link ContextualEmbedder}. */
  public static final String PARAM_LAYERS = ContextualEmbedder.PARAM_LAYERS;

  @ConfigurationParameter(name = PARAM_LAYERS, defaultValue = TOP_LAYER)
  private String layers;

  /** As in {@link ContextualEmbedder}. */
  public static final String PARAM_CARRY_STATE = ContextualEmbedder.PARAM_CARRY_STATE;

  @ConfigurationParameter(name = PARAM_CARRY_STATE, defaultValue = STATELESS)
  private boolean carryState;

  /**
   * The shared model; the caller closes it.
   *
   * @throws ResourceInitializationException when the model is missing or damaged, or hasn't what
   *     the parameters ask for
   */
  public TokenEmbedder open() throws ResourceInitializationException {
    return open(modelLocation(), runOptions(), layers, carryState);
  }

  static TokenEmbedder open(String location, RunOptions run, String layers, boolean carryState)
      throws ResourceInitializationException {
    Layers chosen = Choice.of(PARAM_LAYERS, layers, Layers.class);
    return Models.load(
        location, new EmbedderOptions(run, chosen, carryState), TokenEmbedders::load);
  }
}
