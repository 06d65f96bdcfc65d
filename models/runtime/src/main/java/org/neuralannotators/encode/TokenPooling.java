package org.neuralannotators.encode;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Makes vectors of tokens from those of their pieces.
 *
 * @param pieces the rows of the pieces that count
 * @param tokens for each of these the number of its token; null where each token has one piece
 * @param shares the rows of {@code weights} that the tokens are multiplied by; null as well
 * @param weights row {@code n} has {@code 1 / n} in each column; null as well
 */
public record TokenPooling(Indices pieces, Indices tokens, Indices shares, Matrix weights) {
  /**
   * Takes the vector of each token's first piece (Devlin et al. 2018, section 5.3).
   *
   * @param firsts for each token the row of its first piece
   */
  public static TokenPooling first(Pass pass, int[] firsts) {
    return new TokenPooling(pass.workspace().indices(firsts), null, null, null);
  }

  /**
   * Takes the mean of the vectors of each token's pieces.
   *
   * @param firsts for each token the row of its first piece
   * @param counts for each token how many pieces it has
   * @param columns of the vectors
   */
  public static TokenPooling mean(Pass pass, int[] firsts, int[] counts, int columns) {
    int most = Arrays.stream(counts).max().orElse(1);
    if (most == 1) {
      return first(pass, firsts);
    }
    int[] pieces =
        IntStream.range(0, firsts.length)
            .flatMap(t -> IntStream.range(firsts[t], firsts[t] + counts[t]))
            .toArray();
    int[] tokens =
        IntStream.range(0, firsts.length)
            .flatMap(t -> IntStream.range(0, counts[t]).map(i -> t))
            .toArray();
    float[] weights = new float[(most + 1) * columns];
    for (int count = 1; count <= most; count++) {
      Arrays.fill(weights, count * columns, (count + 1) * columns, 1f / count);
    }
    return new TokenPooling(
        pass.workspace().indices(pieces),
        pass.workspace().indices(tokens),
        pass.workspace().indices(counts),
        pass.workspace().matrix(most + 1, columns).write(weights));
  }

  /**
   * @param hidden [rows, columns]
   * @param out [tokens, columns], overwritten
   */
  public void forward(Pass pass, Matrix hidden, Matrix out) {
    if (tokens == null) {
      pass.kernels().gather(hidden, pieces, out);
      return;
    }
    Matrix vectors = pass.workspace().matrix(pieces.length(), hidden.columns());
    pass.kernels().gather(hidden, pieces, vectors);
    out.write(new float[Math.toIntExact(out.size())]);
    pass.kernels().scatterAdd(vectors, tokens, out);
    pass.kernels().scaleRows(out, weights, shares);
  }

  /**
   * @param dOut gradient of the output; overwritten
   * @param dHidden to which the gradient of the hidden states is added
   */
  public void backward(Pass pass, Matrix dOut, Matrix dHidden) {
    if (tokens == null) {
      pass.kernels().scatterAdd(dOut, pieces, dHidden);
      return;
    }
    pass.kernels().scaleRows(dOut, weights, shares);
    Matrix dVectors = pass.workspace().matrix(pieces.length(), dOut.columns());
    pass.kernels().gather(dOut, tokens, dVectors);
    pass.kernels().scatterAdd(dVectors, pieces, dHidden);
  }
}
