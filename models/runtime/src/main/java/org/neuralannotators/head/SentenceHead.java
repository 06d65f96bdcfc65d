package org.neuralannotators.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.network.ActivatedLinear;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * The vector of a sequence: pooling and linear layers (Reimers and Gurevych 2019). For use only,
 * not for training.
 */
public final class SentenceHead {
  private final Shape shape;
  private final List<ActivatedLinear> layers = new ArrayList<>();

  /**
   * @param pooling what a vector is made of, in the order of {@link SentencePooling}
   * @param layers behind the pooling; possibly none
   * @param normalized whether vectors get the length 1
   */
  public record Shape(List<SentencePooling> pooling, List<DenseShape> layers, boolean normalized) {}

  /**
   * @param parameters gets the head's, without memory yet
   */
  public SentenceHead(Parameters parameters, Shape shape) {
    this.shape = shape;
    for (DenseShape layer : shape.layers()) {
      layers.add(
          new ActivatedLinear(
              Linear.plain(
                  parameters,
                  layerName(layers.size()),
                  layer.inputs(),
                  layer.outputs(),
                  1,
                  layer.bias()),
              layer.activation()));
    }
  }

  /** What the names of a layer's parameters begin with. */
  public static String layerName(int layer) {
    return "dense." + layer;
  }

  /** The parameters of the layers. */
  public List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /**
   * Tells the vectors.
   *
   * @param skipped how many of the first pieces of each sequence don't count in the pooling
   */
  public Scorer<EncoderInput, float[]> skipping(int skipped) {
    return (pass, batch, hidden) -> vectors(pass, batch.rows(), hidden, skipped);
  }

  private List<float[]> vectors(Pass pass, RaggedRows rows, Matrix hidden, int skipped) {
    Matrix vectors =
        pass.workspace().matrix(rows.sequences(), shape.pooling().size() * hidden.columns());
    pool(pass, rows, hidden, skipped, vectors);
    for (ActivatedLinear layer : layers) {
      vectors = layer.forward(pass, vectors).output();
    }
    float[] numbers = vectors.toFloats();
    int columns = vectors.columns();
    return IntStream.range(0, rows.sequences())
        .mapToObj(i -> Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns))
        .map(vector -> shape.normalized() ? normalized(vector) : vector)
        .toList();
  }

  private void pool(Pass pass, RaggedRows rows, Matrix hidden, int skipped, Matrix out) {
    int columns = hidden.columns();
    for (int i = 0; i < shape.pooling().size(); i++) {
      SentencePooling pooling = shape.pooling().get(i);
      Matrix part = out.columns(i * columns, (i + 1) * columns);
      if (pooling == SentencePooling.MAX) {
        largest(pass, rows, hidden, skipped, part);
        continue;
      }
      for (int j = 0; j < rows.sequences(); j++) {
        int from = rows.offset(j);
        int length = rows.length(j);
        Matrix weights =
            pass.workspace()
                .matrix(1, length)
                .write(pooling.weights(length, Math.min(skipped, length - 1)));
        pass.kernels()
            .multiply(
                weights, false, hidden.rows(from, from + length), false, 0, part.rows(j, j + 1));
      }
    }
  }

  private static void largest(Pass pass, RaggedRows rows, Matrix hidden, int skipped, Matrix out) {
    int[] lengths =
        IntStream.range(0, rows.sequences())
            .map(i -> rows.length(i) - Math.min(skipped, rows.length(i) - 1))
            .toArray();
    PackedSequence packed = new PackedSequence(lengths);
    int[] order = new int[packed.rows()];
    for (int position = 0; position < packed.sequences(); position++) {
      int sequence = packed.original(position);
      int end = rows.offset(sequence) + rows.length(sequence);
      int first = end - packed.length(position);
      for (int step = 0; step < packed.length(position); step++) {
        order[packed.row(position, step)] = first + step;
      }
    }
    Matrix x = pass.workspace().matrix(order.length, hidden.columns());
    pass.kernels().gather(hidden, pass.workspace().indices(order), x);
    Matrix maxima = pass.workspace().matrix(lengths.length, hidden.columns());
    Matrix steps = pass.workspace().matrix(lengths.length, hidden.columns());
    pass.kernels().maxOverTime(packed, x, maxima, steps);
    pass.kernels().copy(maxima, out);
  }

  private static float[] normalized(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    // As PyTorch's, so that zeros stay.
    double length = Math.max(Math.sqrt(squares), 1e-12);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }
}
