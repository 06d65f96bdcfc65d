package org.neuralannotators.embed;

import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * The vectors of the tokens of a batch, in the memory of its pass.
 *
 * @param vectors [rows, dimension]; not each row needs to be a token's
 * @param rows for each sentence the row of each of its tokens
 */
record TokenVectors(Matrix vectors, List<int[]> rows) {
  /** For each sentence an array [tokens][dimension]. */
  List<float[][]> toArrays(Pass pass) {
    return rows.stream().map(sentence -> toArray(pass, sentence)).toList();
  }

  private float[][] toArray(Pass pass, int[] sentence) {
    Indices indices = pass.workspace().indices(sentence);
    Workspace.Mark mark = pass.workspace().mark();
    Matrix tokens = pass.workspace().matrix(sentence.length, vectors.columns());
    pass.kernels().gather(vectors, indices, tokens);
    float[] values = tokens.toFloats();
    pass.workspace().release(mark);
    float[][] array = new float[sentence.length][vectors.columns()];
    for (int t = 0; t < array.length; t++) {
      System.arraycopy(values, t * vectors.columns(), array[t], 0, vectors.columns());
    }
    return array;
  }
}
