package org.neuralannotators.zeroshot;

import java.util.Arrays;
import org.neuralannotators.encode.TokenPooling;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/** How the pieces of a word become one vector. */
public enum WordPooling {
  /** The vector of the first piece. */
  FIRST {
    @Override
    Matrix pool(Pass pass, Matrix hidden, int[] firsts, int[] counts) {
      return pooled(pass, TokenPooling.first(pass, firsts), hidden, firsts.length);
    }
  },
  /** The vector of the last piece. */
  LAST {
    @Override
    Matrix pool(Pass pass, Matrix hidden, int[] firsts, int[] counts) {
      int[] lasts = new int[firsts.length];
      Arrays.setAll(lasts, word -> firsts[word] + counts[word] - 1);
      return FIRST.pool(pass, hidden, lasts, counts);
    }
  },
  /** The mean of the pieces' vectors. */
  MEAN {
    @Override
    Matrix pool(Pass pass, Matrix hidden, int[] firsts, int[] counts) {
      return pooled(
          pass, TokenPooling.mean(pass, firsts, counts, hidden.columns()), hidden, firsts.length);
    }
  },
  /** The largest number of the pieces' vectors in each column. */
  MAX {
    @Override
    Matrix pool(Pass pass, Matrix hidden, int[] firsts, int[] counts) {
      PackedSequence words = new PackedSequence(counts);
      int[] order = new int[words.rows()];
      for (int step = 0; step < words.steps(); step++) {
        for (int i = 0; i < words.active(step); i++) {
          order[words.row(i, step)] = firsts[words.original(i)] + step;
        }
      }
      Matrix pieces = pass.workspace().matrix(order.length, hidden.columns());
      pass.kernels().gather(hidden, pass.workspace().indices(order), pieces);
      Matrix maxima = pass.workspace().matrix(counts.length, hidden.columns());
      Matrix steps = pass.workspace().matrix(counts.length, hidden.columns());
      pass.kernels().maxOverTime(words, pieces, maxima, steps);
      return maxima;
    }
  };

  /**
   * @param hidden [rows, columns]
   * @param firsts for each word the row of its first piece
   * @param counts for each word how many pieces it has, at least one
   * @return [words, columns]
   */
  abstract Matrix pool(Pass pass, Matrix hidden, int[] firsts, int[] counts);

  private static Matrix pooled(Pass pass, TokenPooling pooling, Matrix hidden, int words) {
    Matrix vectors = pass.workspace().matrix(words, hidden.columns());
    pooling.forward(pass, hidden, vectors);
    return vectors;
  }
}
