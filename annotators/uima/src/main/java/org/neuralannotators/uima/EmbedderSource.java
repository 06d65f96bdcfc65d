package org.neuralannotators.uima;

import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedder;

/** Where an engine gets its vectors from. Whoever opens a model closes it. */
interface EmbedderSource {
  /** Whether the model reads whole texts, not tokens. */
  boolean embedsTexts() throws ResourceInitializationException;

  /** A model that gives tokens vectors. */
  TokenEmbedder open() throws ResourceInitializationException;

  /** A model that gives texts vectors. */
  SentenceEmbedder openForTexts() throws ResourceInitializationException;
}
