package org.neuralannotators.network.attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Keys and values of what a decoder has read so far, for targets of equal length that grow by an
 * element a step. Each source has one target in the beginning; when several go on from one, they
 * share its keys and values, which so are read once for all of them. Its memory is the workspace's
 * of the pass, behind which each step's own memory lies: a step gives back what was lent since the
 * step before.
 */
public final class KeyValueCache implements DecoderMemory {
  private static final int FIRST_CAPACITY = 16;

  private final Layer[] layers;
  private final PrefixTree[] trees;
  private int length;

  /** How many elements one attends to; 0 for all. */
  private final int window;

  /** Told when there are more rows of a source. */
  private final ObjIntConsumer<Pass> growth;

  private int[] places = {};

  /** Rows of a source. */
  private int capacity;

  private RaggedRows targets;
  private AttentionRows rows;
  private Indices last;
  private Workspace.Mark mark;

  /**
   * @param layers of the decoder
   * @param columns of the keys
   * @param sources with a target each
   */
  public KeyValueCache(int layers, int columns, int sources) {
    this(layers, columns, sources, 0);
  }

  /**
   * @param window how many elements one attends to, the last ones; what is before them is dropped.
   *     0 for all
   */
  public KeyValueCache(int layers, int columns, int sources, int window) {
    this(layers, columns, sources, window, (pass, rows) -> {});
  }

  /**
   * @param growth told how many rows of a source there is room for, when these are more; what it
   *     takes of the pass's workspace stays as long as the cache
   */
  KeyValueCache(int layers, int columns, int sources, int window, ObjIntConsumer<Pass> growth) {
    this.window = window;
    this.growth = growth;
    this.layers = new Layer[layers];
    Arrays.setAll(this.layers, i -> new Layer(2 * columns));
    trees = new PrefixTree[sources];
    Arrays.setAll(trees, i -> new PrefixTree());
  }

  /** The cache of one layer. */
  final class Layer {
    private final int columns;
    private Matrix memory;

    private Layer(int columns) {
      this.columns = columns;
    }

    /** Adds a row to each target. */
    void append(Pass pass, Matrix keysValues) {
      pass.kernels().scatter(keysValues, last, memory);
    }

    Matrix keysValues() {
      return memory;
    }

    AttentionRows rows() {
      return rows;
    }

    private void grow(Pass pass, int newCapacity) {
      Matrix grown = pass.workspace().matrix(trees.length * newCapacity, columns);
      for (int i = 0; i < trees.length && capacity > 0; i++) {
        pass.kernels()
            .copy(
                memory.rows(i * capacity, (i + 1) * capacity),
                grown.rows(i * newCapacity, i * newCapacity + capacity));
      }
      memory = grown;
    }

    private void move(Pass pass, Indices from, Indices to) {
      Matrix moved = pass.workspace().matrix(from.length(), columns);
      pass.kernels().gather(memory, from, moved);
      pass.kernels().scatter(moved, to, memory);
    }
  }

  /** The cache of a layer of the decoder. */
  public Layer layer(int number) {
    return layers[number];
  }

  /** The rows of each source, and the elements that were added to its targets. */
  PrefixTree tree(int source) {
    return trees[source];
  }

  /** Who attends to whom in the next step. */
  AttentionRows rows() {
    return rows;
  }

  /** How many sources there are. */
  int sources() {
    return trees.length;
  }

  /** The targets of each source, as the elements of a sequence. */
  public RaggedRows targets() {
    return targets;
  }

  /** How many elements each target has. */
  public int length() {
    return length;
  }

  @Override
  public int[] places() {
    return places.clone();
  }

  @Override
  public KeptText keep(Pass pass, Workspace owner) {
    int kept = trees[0].rows();
    List<Matrix> copies = new ArrayList<>();
    for (Layer layer : layers) {
      Matrix copy = owner.matrix(kept, layer.columns);
      pass.kernels().copy(layer.memory.rows(0, kept), copy);
      copies.add(copy);
    }
    return new KeptText(copies, kept);
  }

  @Override
  public void begin(Pass pass, KeptText text, int pieces) {
    reserve(pass, Math.max(text.pieces(), pieces));
    for (int i = 0; i < trees.length; i++) {
      trees[i].extend(text.pieces());
      for (int layer = 0; layer < layers.length; layer++) {
        int first = i * capacity;
        Matrix own = layers[layer].memory.rows(first, first + text.pieces());
        pass.kernels().copy(text.layers().get(layer), own);
      }
    }
  }

  @Override
  public void extend(Pass pass) {
    giveBack(pass);
    Arrays.stream(trees).forEach(PrefixTree::extend);
    makeRoom(pass);
    length++;
    List<BitSet> paths = Arrays.stream(trees).flatMap(tree -> tree.paths().stream()).toList();
    targets = new RaggedRows(Arrays.stream(trees).mapToInt(tree -> tree.paths().size()).toArray());
    places =
        Arrays.stream(trees)
            .flatMapToInt(tree -> tree.paths().stream().mapToInt(path -> tree.length() - 1))
            .toArray();
    rows = AttentionRows.toSome(targets, offsets(), lengths(), paths);
    attendTo(pass);
  }

  @Override
  public void extend(Pass pass, int[] elements) {
    giveBack(pass);
    places = new int[Arrays.stream(elements).sum()];
    int row = 0;
    for (int i = 0; i < trees.length; i++) {
      for (int j = 0; j < elements[i]; j++) {
        places[row++] = trees[i].length() + j;
      }
      trees[i].extend(elements[i]);
    }
    makeRoom(pass);
    targets = new RaggedRows(elements);
    rows = AttentionRows.behindByBlocks(targets, offsets(), lengths(), window);
    attendTo(pass);
  }

  private void giveBack(Pass pass) {
    if (window > 0) {
      Arrays.stream(trees).forEach(tree -> tree.keepLast(window - 1));
    }
    if (mark != null) {
      pass.workspace().release(mark);
      compact(pass);
    }
  }

  private void makeRoom(Pass pass) {
    reserve(pass, Arrays.stream(trees).mapToInt(PrefixTree::rows).max().orElse(0));
    mark = pass.workspace().mark();
  }

  private void reserve(Pass pass, int rowsOfSource) {
    if (rowsOfSource > capacity) {
      int newCapacity = Math.max(Math.max(FIRST_CAPACITY, 2 * capacity), rowsOfSource);
      for (Layer layer : layers) {
        layer.grow(pass, newCapacity);
      }
      growth.accept(pass, newCapacity);
      capacity = newCapacity;
    }
  }

  private int[] offsets() {
    return IntStream.range(0, trees.length).map(i -> i * capacity).toArray();
  }

  private int[] lengths() {
    return Arrays.stream(trees).mapToInt(PrefixTree::rows).toArray();
  }

  /** Finds the rows of the next step in the memory. */
  private void attendTo(Pass pass) {
    int[] offsets = offsets();
    int[] lengths = lengths();
    IntStream lastRows =
        IntStream.range(0, trees.length)
            .flatMap(
                i ->
                    IntStream.range(
                        offsets[i] + lengths[i] - targets.length(i), offsets[i] + lengths[i]));
    last = pass.workspace().indices(lastRows.toArray());
  }

  /** Closes the gaps where they are the most; whether is up to each source by itself. */
  private void compact(Pass pass) {
    IntStream.Builder from = IntStream.builder();
    IntStream.Builder to = IntStream.builder();
    for (int source = 0; source < trees.length; source++) {
      int[] own = trees[source].compact();
      for (int i = 0; own != null && i < own.length; i++) {
        from.add(source * capacity + own[i]);
        to.add(source * capacity + i);
      }
    }
    int[] kept = from.build().toArray();
    if (kept.length == 0) {
      return;
    }
    Indices moved = pass.workspace().indices(kept);
    Indices places = pass.workspace().indices(to.build().toArray());
    for (Layer layer : layers) {
      layer.move(pass, moved, places);
    }
    pass.workspace().release(mark);
  }

  @Override
  public void select(int[] parents) {
    int first = 0;
    int from = 0;
    for (PrefixTree tree : trees) {
      int start = first;
      int end = start + tree.paths().size();
      int to = from;
      while (to < parents.length && parents[to] < end) {
        to++;
      }
      tree.select(Arrays.stream(parents, from, to).map(parent -> parent - start).toArray());
      first = end;
      from = to;
    }
  }
}
