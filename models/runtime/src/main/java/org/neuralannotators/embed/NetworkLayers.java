package org.neuralannotators.embed;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * Layers that are computed when they are asked for.
 *
 * @param network gives all layers side by side
 * @param <S> how the network reads a sentence
 */
record NetworkLayers<S>(EmbeddingNetwork<S> network) implements TokenLayers {
  @Override
  public int count() {
    return network.layers();
  }

  @Override
  public int columns() {
    return network.dimension() / count();
  }

  @Override
  public List<Matrix> layers(Pass pass, List<List<String>> sentences, PackedSequence packed) {
    Pass inference =
        new Pass(pass.kernels(), pass.workspace(), null, null, pass.team(), pass.frozen());
    Matrix vectors = pass.workspace().matrix(0, network.dimension());
    int[] rows = new int[packed.rows()];
    if (rows.length > 0) {
      TokenVectors tokens =
          network.embed(
              inference,
              network.encode(sentences.stream().filter(each -> !each.isEmpty()).toList()));
      vectors = tokens.vectors();
      rows = packedRows(tokens.rows(), sentences, packed);
    }
    Matrix all = vectors;
    Indices indices = pass.workspace().indices(rows);
    return IntStream.range(0, count())
        .mapToObj(
            layer -> {
              Matrix out = pass.workspace().matrix(packed.rows(), columns());
              Matrix one = all.columns(layer * columns(), (layer + 1) * columns());
              pass.kernels().gather(one, indices, out);
              return out;
            })
        .toList();
  }

  /** For each packed row the row of its token among the vectors. */
  private static int[] packedRows(
      List<int[]> tokens, List<List<String>> sentences, PackedSequence packed) {
    int[][] rowsOfSentence = new int[sentences.size()][0];
    int next = 0;
    for (int i = 0; i < rowsOfSentence.length; i++) {
      if (!sentences.get(i).isEmpty()) {
        rowsOfSentence[i] = tokens.get(next++);
      }
    }
    int[] rows = new int[packed.rows()];
    for (int i = 0; i < packed.sequences(); i++) {
      for (int t = 0; t < packed.length(i); t++) {
        rows[packed.row(i, t)] = rowsOfSentence[packed.original(i)][t];
      }
    }
    return rows;
  }

  @Override
  public void close() {
    network.close();
  }
}
