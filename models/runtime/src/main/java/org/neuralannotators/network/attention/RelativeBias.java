package org.neuralannotators.network.attention;

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
 * 2.1). Elements before and behind have buckets of their own.
 */
public final class RelativeBias {
  private final Parameter table;
  private final int furthest;

  /**
   * @param buckets of distances, for both directions; a multiple of 4
   * @param furthest the distance from which on there are no more buckets; above a quarter of them
   */
  public RelativeBias(Parameters parameters, String name, int heads, int buckets, int furthest) {
    if (buckets < 4 || buckets % 4 != 0 || furthest <= buckets / 4) {
      throw new IllegalArgumentException(
          ("[%d] buckets for distances up to [%d]; expected a multiple of 4, and a distance above a"
                  + " quarter of it")
              .formatted(buckets, furthest));
    }
    table = parameters.add(name + ".weight", buckets, heads, Initializer.embedding());
    this.furthest = furthest;
  }

  /**
   * The bucket of a distance: the first quarter and the third are for small distances, each with a
   * bucket of its own; larger ones share buckets, the more the larger they are.
   *
   * @param distance the place of the key less that of the query
   */
  static int bucket(int distance, int buckets, int furthest) {
    int half = buckets / 2;
    int exact = half / 2;
    int size = Math.abs(distance);
    int bucket = size;
    if (size >= exact) {
      // In single precision, as checkpoints were trained: where a bucket ends depends on it.
      float share = (float) Math.log((float) size / exact);
      share /= (float) Math.log((double) furthest / exact);
      bucket = Math.min(exact + (int) (share * (half - exact)), half - 1);
    }
    return distance > 0 ? half + bucket : bucket;
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
        ones[bucket(i - longest + 1, table.rows(), furthest) * distances() + i] = 1;
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
