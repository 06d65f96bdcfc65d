package org.neuralannotators.embed.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.ActivatedLinear;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Encoder, pooling and linear layers. Thread-safe as long as its parameters don't change; {@link
 * #close()} frees them.
 */
public final class SentenceNetwork implements AutoCloseable {
  private final SentenceArchitecture architecture;
  private final EmbeddingTable pieces;
  private final Parameters parameters = new Parameters();
  private final Encoder encoder;
  private final List<ActivatedLinear> layers = new ArrayList<>();

  /** Lays out the network; but for the embeddings its parameters have no memory yet. */
  SentenceNetwork(SentenceArchitecture architecture) {
    this.architecture = architecture;
    pieces = architecture.encoder().newPieces();
    encoder = architecture.encoder().encoder(parameters, pieces, EncoderDropout.NONE);
    for (SentenceArchitecture.Dense layer : architecture.layers()) {
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

  /** All parameters but the embeddings. */
  public Parameters parameters() {
    return parameters;
  }

  /** The embeddings of the pieces. */
  public EmbeddingTable pieces() {
    return pieces;
  }

  /** The encoder. */
  public Encoder encoder() {
    return encoder;
  }

  /** The parameters of the layers behind the pooling. */
  public List<Parameter> layerParameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /**
   * The vectors of sequences.
   *
   * @param skipped how many of the first pieces of each don't count in the pooling
   */
  float[][] embed(Pass pass, List<PieceSequence> sequences, int skipped) {
    Matrix pooled = pass.workspace().matrix(sequences.size(), architecture.pooled());
    Workspace.Mark mark = pass.workspace().mark();
    int begin = 0;
    for (List<PieceSequence> block : PieceSequence.blocks(sequences)) {
      PieceBatch batch = PieceBatch.of(block);
      Matrix hidden = encoder.encode(pass, batch);
      pool(pass, batch, hidden, skipped, pooled.rows(begin, begin + block.size()));
      begin += block.size();
      pass.workspace().release(mark);
    }
    Matrix vectors = pooled;
    for (ActivatedLinear layer : layers) {
      vectors = layer.forward(pass, vectors).output();
    }
    float[] numbers = vectors.toFloats();
    int columns = vectors.columns();
    return IntStream.range(0, sequences.size())
        .mapToObj(i -> vector(numbers, i * columns, columns))
        .toArray(float[][]::new);
  }

  private void pool(Pass pass, PieceBatch batch, Matrix hidden, int skipped, Matrix out) {
    int columns = hidden.columns();
    for (int i = 0; i < architecture.pooling().size(); i++) {
      SentencePooling pooling = architecture.pooling().get(i);
      Matrix part = out.columns(i * columns, (i + 1) * columns);
      if (pooling == SentencePooling.MAX) {
        largest(pass, batch, hidden, skipped, part);
        continue;
      }
      for (int j = 0; j < batch.rows().sequences(); j++) {
        int from = batch.rows().offset(j);
        int length = batch.rows().length(j);
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

  private static void largest(Pass pass, PieceBatch batch, Matrix hidden, int skipped, Matrix out) {
    int[] lengths =
        IntStream.range(0, batch.rows().sequences())
            .map(i -> batch.rows().length(i) - Math.min(skipped, batch.rows().length(i) - 1))
            .toArray();
    PackedSequence packed = new PackedSequence(lengths);
    int[] rows = new int[packed.rows()];
    for (int position = 0; position < packed.sequences(); position++) {
      int sequence = packed.original(position);
      int end = batch.rows().offset(sequence) + batch.rows().length(sequence);
      int first = end - packed.length(position);
      for (int step = 0; step < packed.length(position); step++) {
        rows[packed.row(position, step)] = first + step;
      }
    }
    Matrix x = pass.workspace().matrix(rows.length, hidden.columns());
    pass.kernels().gather(hidden, pass.workspace().indices(rows), x);
    Matrix maxima = pass.workspace().matrix(lengths.length, hidden.columns());
    Matrix steps = pass.workspace().matrix(lengths.length, hidden.columns());
    pass.kernels().maxOverTime(packed, x, maxima, steps);
    pass.kernels().copy(maxima, out);
  }

  private float[] vector(float[] numbers, int from, int columns) {
    float[] vector = new float[columns];
    System.arraycopy(numbers, from, vector, 0, columns);
    if (architecture.normalized()) {
      normalize(vector);
    }
    return vector;
  }

  private static void normalize(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    // As PyTorch's, so that zeros stay.
    double length = Math.max(Math.sqrt(squares), 1e-12);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
  }

  @Override
  public void close() {
    parameters.close();
    pieces.close();
  }
}
