package org.neuralannotators.network;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Keys and values of what a decoder has read so far, for sequences of equal length that grow by an
 * element a step. A sequence stays at its place when others end, and is copied only when two go on
 * from it. Its memory is the workspace's of the pass, so it must grow before anything that is given
 * back earlier is lent.
 */
public final class KeyValueCache {
  private static final int FIRST_CAPACITY = 16;

  private final int mostSequences;
  private final Layer[] layers;
  private int[] places = {};
  private int length;
  private int capacity;
  private AttentionRows rows;
  private Indices last;

  /**
   * @param layers of the decoder
   * @param columns of the keys
   * @param mostSequences at any time
   */
  public KeyValueCache(int layers, int columns, int mostSequences) {
    this.mostSequences = mostSequences;
    this.layers = new Layer[layers];
    Arrays.setAll(this.layers, i -> new Layer(2 * columns));
  }

  /** The cache of one layer. */
  final class Layer {
    private final int columns;
    private Matrix memory;

    private Layer(int columns) {
      this.columns = columns;
    }

    /** Adds a row to each sequence. */
    void append(Pass pass, Matrix keysValues) {
      pass.kernels().scatter(keysValues, last, memory);
    }

    Matrix keysValues() {
      return memory;
    }

    AttentionRows rows() {
      return rows;
    }

    private Matrix sequence(int place, int elements) {
      return memory
          .rows(place * capacity, place * capacity + elements)
          .reshape(1, elements * columns);
    }

    private void grow(Pass pass, int newCapacity) {
      Matrix grown = pass.workspace().matrix(mostSequences * newCapacity, columns);
      for (int place : places) {
        if (length > 0) {
          int from = place * newCapacity;
          pass.kernels()
              .copy(
                  sequence(place, length),
                  grown.rows(from, from + length).reshape(1, length * columns));
        }
      }
      memory = grown;
    }
  }

  /** The cache of a layer of the decoder. */
  Layer layer(int number) {
    return layers[number];
  }

  /** Begins with empty sequences. */
  public void start(int sequences) {
    places = new int[sequences];
    Arrays.setAll(places, i -> i);
  }

  /** How many elements each sequence has. */
  public int length() {
    return length;
  }

  /** Makes room for an element of each sequence, which the next step adds. */
  public void extend(Pass pass) {
    if (length == capacity) {
      int newCapacity = Math.max(FIRST_CAPACITY, 2 * capacity);
      for (Layer layer : layers) {
        layer.grow(pass, newCapacity);
      }
      capacity = newCapacity;
    }
    length++;
    int[] offsets = Arrays.stream(places).map(place -> place * capacity).toArray();
    int[] ones = new int[places.length];
    int[] lengths = new int[places.length];
    Arrays.fill(ones, 1);
    Arrays.fill(lengths, length);
    rows = AttentionRows.to(new RaggedRows(ones), offsets, lengths);
    last = pass.workspace().indices(Arrays.stream(offsets).map(at -> at + length - 1).toArray());
  }

  /** Sequence {@code i} becomes what sequence {@code parents[i]} was. */
  public void select(Pass pass, int[] parents) {
    boolean[] taken = new boolean[mostSequences];
    for (int parent : parents) {
      taken[places[parent]] = true;
    }
    Deque<Integer> free = new ArrayDeque<>();
    for (int place = 0; place < mostSequences; place++) {
      if (!taken[place]) {
        free.add(place);
      }
    }
    boolean[] inherited = new boolean[mostSequences];
    int[] selected = new int[parents.length];
    for (int i = 0; i < parents.length; i++) {
      int place = places[parents[i]];
      selected[i] = inherited[place] ? free.remove() : place;
      if (inherited[place]) {
        for (Layer layer : layers) {
          pass.kernels().copy(layer.sequence(place, length), layer.sequence(selected[i], length));
        }
      }
      inherited[place] = true;
    }
    places = selected;
  }
}
