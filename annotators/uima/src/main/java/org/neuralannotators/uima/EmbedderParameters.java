package org.neuralannotators.uima;

import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.embed.sentence.SentenceEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedders;
import org.neuralannotators.network.RunOptions;

/** The parameters that say which vectors there shall be. */
record EmbedderParameters(String location, EmbedderOptions options) implements EmbedderSource {
  static EmbedderParameters of(String location, RunOptions run, String layers, boolean carryState)
      throws ResourceInitializationException {
    Layers chosen = Choice.of(ContextualEmbedder.PARAM_LAYERS, layers, Layers.class);
    return new EmbedderParameters(location, new EmbedderOptions(run, chosen, carryState));
  }

  @Override
  public boolean embedsTexts() throws ResourceInitializationException {
    return Models.load(location, options, (where, unread) -> SentenceEmbedders.isOne(where));
  }

  @Override
  public TokenEmbedder open() throws ResourceInitializationException {
    return Models.load(location, options, TokenEmbedders::load);
  }

  @Override
  public SentenceEmbedder openForTexts() throws ResourceInitializationException {
    return Models.load(
        location,
        options,
        (where, given) ->
            SentenceEmbedders.load(where, SentenceEmbedders.options(where, given), null));
  }
}
