package org.neuralannotators.lm;

import java.util.List;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

/**
 * A network that predicts the next token of each stream, or also the one before. Its loss is the
 * mean over the steps, and over the directions. A pass carries the states of its windows' streams
 * on.
 */
public interface LanguageNetwork extends Trainable<Window>, AutoCloseable {
  /** How well the tokens of some windows are predicted, in each direction. */
  List<Perplexity> score(Pass pass, List<? extends Window> windows);

  @Override
  void close();
}
