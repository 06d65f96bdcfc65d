package org.neuralannotators.uima;

import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedder;

/**
 * A model with vectors that engines of an aggregate name once and share. Bind it to {@link
 * ContextualEmbedder#RES_MODEL}.
 */
public class NeuralEmbedderResource extends NeuralResource implements EmbedderSource {
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
   * Whether the model reads whole texts, not tokens, as a sentence encoder does.
   *
   * @throws ResourceInitializationException when it is missing
   */
  @Override
  public boolean embedsTexts() throws ResourceInitializationException {
    return parameters().embedsTexts();
  }

  /**
   * The shared model of tokens' vectors; the caller closes it.
   *
   * @throws ResourceInitializationException when the model is missing or damaged, or hasn't what
   *     the parameters ask for
   */
  @Override
  public TokenEmbedder open() throws ResourceInitializationException {
    return parameters().open();
  }

  /**
   * The shared model of texts' vectors; the caller closes it.
   *
   * @throws ResourceInitializationException when the model is missing or damaged, or the parameters
   *     ask for what only vectors of tokens have
   */
  @Override
  public SentenceEmbedder openForTexts() throws ResourceInitializationException {
    return parameters().openForTexts();
  }

  private EmbedderParameters parameters() throws ResourceInitializationException {
    return EmbedderParameters.of(modelLocation(), runOptions(), layers, carryState);
  }
}
