package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** The layers of a transformer, one on top of the other. */
interface Layers {
  /** One of them. */
  interface Layer {
    /**
     * @param rows where the sequences lie in {@code x}
     * @param x [rows, hidden]; not overwritten
     */
    Traced forward(Pass pass, RaggedRows rows, Matrix x);

    /** Several, one on top of the other, as one. */
    static Layer stack(List<Layer> parts) {
      return parts.stream()
          .reduce(
              (below, above) ->
                  (pass, rows, x) -> {
                    Traced first = below.forward(pass, rows, x);
                    Traced second = above.forward(pass, rows, first.output());
                    return new Traced(
                        second.output(),
                        (back, dy) -> first.backward(back, second.backward(back, dy)));
                  })
          .orElseThrow();
    }
  }

  /** How many there are; one that is run through again counts again. */
  int count();

  /** Prepares what all layers need for the sequences of a batch. */
  Run over(Pass pass, PieceBatch batch);

  /** The layers on the sequences of a batch. */
  interface Run {
    /**
     * Runs through a layer.
     *
     * @param x [rows, hidden]; not overwritten
     */
    Traced forward(int layer, Matrix x);

    /** Adds the gradients of what layers share, when all layers that learn are through. */
    default void endBackward() {}
  }

  /** Layers that share nothing but perhaps themselves. */
  static Layers of(List<? extends Layer> layers) {
    List<Layer> all = List.copyOf(layers);
    return new Layers() {
      @Override
      public int count() {
        return all.size();
      }

      @Override
      public Run over(Pass pass, PieceBatch batch) {
        return (layer, x) -> all.get(layer).forward(pass, batch.rows(), x);
      }
    };
  }
}
