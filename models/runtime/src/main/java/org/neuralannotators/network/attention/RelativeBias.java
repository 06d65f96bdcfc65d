package org.neuralannotators.network.attention;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * What the distance of two elements of a sequence adds to the score of their attention: for each
 * head a number for each bucket of distances, the same in all layers (Raffel et al. 2020, section
 * 2.1).
 */
public final class RelativeBias {
  private final Parameter table;
  private final DistanceBuckets buckets;
  private final boolean scaled;

  /**
   * @param scaled whether the products of queries and keys are, to which the numbers are added
   */
  public RelativeBias(
      Parameters parameters, String name, int heads, DistanceBuckets buckets, boolean scaled) {
    table = parameters.add(name + ".weight", buckets.count(), heads, Initializer.embedding());
    this.buckets = buckets;
    this.scaled = scaled;
  }

  /** Each head's numbers for what is so many elements before, from 0 on. */
  double[][] ofElementsBefore(int count) {
    double[] numbers = table.value().toDoubles();
    int heads = table.columns();
    return IntStream.range(0, count)
        .map(distance -> heads * buckets.of(-distance))
        .mapToObj(from -> Arrays.copyOfRange(numbers, from, from + heads))
        .toArray(double[][]::new);
  }

  /** What products of queries and keys are multiplied by. */
  double factor(int size) {
    return scaled ? 1 / Math.sqrt(size) : 1;
  }

  /** The numbers for the sequences of a batch. */
  public Batch over(Pass pass, RaggedRows rows) {
    return new Batch(pass, rows);
  }

  /** The numbers for the sequences of a batch, valid until its workspace is reset. */
  public final class Batch implements AttentionTerm {
    private final Pass pass;
    private final RaggedRows rows;
    private final int longest;

    /** [buckets, distances], 1 where a distance belongs to a bucket. */
    private final Matrix belonging;

    /** [heads longest, longest], as scores are. */
    private final Matrix numbers;

    private final Matrix gradient;

    private Batch(Pass pass, RaggedRows rows) {
      this.pass = pass;
      this.rows = rows;
      longest = Math.max(1, rows.longest());
      int heads = table.columns();
      numbers = pass.workspace().matrix(heads * longest, longest);
      gradient = pass.training() ? pass.workspace().zeros(heads * longest, longest) : null;
      belonging = belonging();
      Matrix ofDistances = pass.workspace().matrix(heads, distances());
      kernels().multiply(table.value(), true, belonging, false, 0, ofDistances);
      for (int i = 0; i < heads * longest; i++) {
        kernels().copy(atRow(ofDistances, i), numbers.rows(i, i + 1));
      }
    }

    private Kernels kernels() {
      return pass.kernels();
    }

    private int distances() {
      return 2 * longest - 1;
    }

    private Matrix belonging() {
      float[] ones = new float[table.rows() * distances()];
      for (int i = 0; i < distances(); i++) {
        ones[buckets.of(i - longest + 1) * distances() + i] = 1;
      }
      return pass.workspace().matrix(table.rows(), distances()).write(ones);
    }

    /** What a row of [heads longest, longest] has of the numbers of all distances. */
    private Matrix atRow(Matrix ofDistances, int row) {
      int head = row / longest;
      int least = longest - 1 - row % longest;
      return ofDistances.rows(head, head + 1).columns(least, least + longest);
    }

    @Override
    public void add(int sequence, Matrix scores) {
      int length = rows.length(sequence);
      for (int h = 0; h < table.columns(); h++) {
        kernels().add(part(numbers, h, length), scores.rows(h * length, (h + 1) * length));
      }
    }

    @Override
    public void backward(int sequence, Matrix dScores) {
      int length = rows.length(sequence);
      for (int h = 0; h < table.columns(); h++) {
        kernels().add(dScores.rows(h * length, (h + 1) * length), part(gradient, h, length));
      }
    }

    @Override
    public double factor(int size) {
      return RelativeBias.this.factor(size);
    }

    private Matrix part(Matrix all, int head, int length) {
      return all.rows(head * longest, head * longest + length).columns(0, length);
    }

    /** Adds to the gradient of the table, when all layers are through. */
    public void endBackward() {
      Matrix ofDistances = pass.workspace().zeros(table.columns(), distances());
      for (int i = 0; i < table.columns() * longest; i++) {
        kernels().add(gradient.rows(i, i + 1), atRow(ofDistances, i));
      }
      kernels().multiply(belonging, false, ofDistances, true, 1, pass.gradient(table));
    }
  }
}
