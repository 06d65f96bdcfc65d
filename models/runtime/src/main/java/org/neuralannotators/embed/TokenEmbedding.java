package org.neuralannotators.embed;

import java.util.List;

/** A computation of tokens' vectors. Thread-safe. */
interface TokenEmbedding {
  /** As {@link TokenEmbedder#embed}. */
  List<float[][]> embed(List<? extends List<String>> sentences);

  /** Numbers of a vector. */
  int dimension();
}
