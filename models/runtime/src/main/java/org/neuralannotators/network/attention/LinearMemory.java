package org.neuralannotators.network.attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

/** The sums of {@link LinearAttention}, whose size doesn't depend on how long texts are. */
public final class LinearMemory implements DecoderMemory {
  private final int layers;

  /** Rows of a text in a layer. */
  private final int rowsOfText;

  private final int columns;
  private int[] lengths;

  /** Of each text now which one it was before the last step; null when it is the same. */
  private int[] parents;

  /** Of each layer, with room for so many texts as there have been at most. */
  private List<Matrix> states = List.of();

  private int capacity;
  private RaggedRows rows;
  private int[] places = {};
  private Workspace.Mark mark;

  /**
   * @param layers of the decoder
   * @param texts how many are begun
   */
  public LinearMemory(int layers, CausalAttention.Heads heads, int texts) {
    this.layers = layers;
    rowsOfText = heads.queries() * heads.size();
    columns = heads.size() + 1;
    lengths = new int[texts];
  }

  @Override
  public KeptText keep(Pass pass, Workspace owner) {
    List<Matrix> copies = new ArrayList<>();
    for (Matrix state : states) {
      Matrix copy = owner.matrix(rowsOfText, columns);
      pass.kernels().copy(state.rows(0, rowsOfText), copy);
      copies.add(copy);
    }
    return new KeptText(copies, lengths[0]);
  }

  @Override
  public void begin(Pass pass, KeptText text, int pieces) {
    reserve(pass, lengths.length);
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < lengths.length; i++) {
        Matrix own = states.get(layer).rows(i * rowsOfText, (i + 1) * rowsOfText);
        pass.kernels().copy(text.layers().get(layer), own);
      }
    }
    Arrays.fill(lengths, text.pieces());
  }

  @Override
  public void extend(Pass pass) {
    int[] one = new int[parents == null ? lengths.length : parents.length];
    Arrays.fill(one, 1);
    extend(pass, one);
  }

  @Override
  public void extend(Pass pass, int[] pieces) {
    prepare(pass);
    rows = new RaggedRows(pieces);
    int[] before = lengths;
    places =
        IntStream.range(0, pieces.length)
            .flatMap(i -> IntStream.range(before[i], before[i] + pieces[i]))
            .toArray();
    lengths = IntStream.range(0, pieces.length).map(i -> before[i] + pieces[i]).toArray();
  }

  private void prepare(Pass pass) {
    if (mark != null) {
      pass.workspace().release(mark);
    }
    reserve(pass, parents == null ? lengths.length : Math.max(lengths.length, parents.length));
    mark = pass.workspace().mark();
    if (parents != null) {
      select(pass);
      pass.workspace().release(mark);
    }
  }

  private void reserve(Pass pass, int texts) {
    if (texts <= capacity) {
      return;
    }
    int known = capacity * rowsOfText;
    List<Matrix> larger = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      larger.add(pass.workspace().zeros(texts * rowsOfText, columns));
      if (known > 0) {
        pass.kernels().copy(states.get(i), larger.get(i).rows(0, known));
      }
    }
    states = larger;
    capacity = texts;
  }

  private void select(Pass pass) {
    int[] from =
        Arrays.stream(parents)
            .flatMap(parent -> IntStream.range(parent * rowsOfText, (parent + 1) * rowsOfText))
            .toArray();
    Indices origins = pass.workspace().indices(from);
    Matrix selected = pass.workspace().matrix(from.length, columns);
    for (Matrix state : states) {
      pass.kernels().gather(state, origins, selected);
      pass.kernels().copy(selected, state.rows(0, from.length));
    }
    int[] old = lengths;
    lengths = Arrays.stream(parents).map(parent -> old[parent]).toArray();
    parents = null;
  }

  /** The rows of the next step. */
  RaggedRows rows() {
    return rows;
  }

  /** The sums of a layer, text after text and head after head: [texts heads size, size + 1]. */
  Matrix states(int layer) {
    return states.get(layer);
  }

  @Override
  public int[] places() {
    return places.clone();
  }

  @Override
  public void select(int[] newParents) {
    int[] chosen = newParents.clone();
    if (parents != null) {
      int[] earlier = parents;
      Arrays.setAll(chosen, i -> earlier[chosen[i]]);
    }
    parents = chosen;
  }
}
