package org.neuralannotators.embed;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.text.ReadTokens;

/**
 * Gives an embedder what it shall read of each sentence, and the tokens that were passed over
 * zeros.
 */
record ReadingEmbedder(TokenEmbedding embedder) implements TokenEmbedding {
  @Override
  public List<float[][]> embed(List<? extends List<String>> sentences) {
    List<ReadTokens> read = ReadTokens.ofAll(sentences);
    List<float[][]> found = embedder.embed(ReadTokens.tokens(read));
    return IntStream.range(0, found.size())
        .mapToObj(i -> whole(read.get(i), found.get(i)))
        .toList();
  }

  private float[][] whole(ReadTokens read, float[][] found) {
    if (read.isWhole()) {
      return found;
    }
    float[][] vectors = new float[read.length()][dimension()];
    for (int i = 0; i < found.length; i++) {
      vectors[read.places()[i]] = found[i];
    }
    return vectors;
  }

  @Override
  public int dimension() {
    return embedder.dimension();
  }
}
