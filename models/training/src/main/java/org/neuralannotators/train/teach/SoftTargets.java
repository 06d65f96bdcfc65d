package org.neuralannotators.train.teach;

import java.util.List;

/** What the teachers say of the items of a set, with the student's labels. Thread-safe. */
public final class SoftTargets {
  private final List<Source> sources;
  private final int labels;

  /**
   * What a teacher says.
   *
   * @param file with a record an item
   * @param rows how a record is read
   * @param names for each of the teacher's labels which of the student's it becomes
   */
  record Source(RecordFile file, ProbabilityRows rows, int[] names) {}

  SoftTargets(List<Source> sources, int labels) {
    this.sources = List.copyOf(sources);
    this.labels = labels;
  }

  /** The mean of the teachers' probabilities of an item, an array [rows, labels]. */
  public float[] probabilities(int item) {
    float[] sum = null;
    for (Source source : sources) {
      byte[] record = source.file().get(item);
      if (sum == null) {
        sum = new float[source.rows().rows(record) * labels];
      }
      source.rows().add(record, source.names(), 1f / sources.size(), sum, labels);
    }
    return sum;
  }

  /** The probability of the best label in the row where that is least; 1 where there are none. */
  public double confidence(int item) {
    float[] probabilities = probabilities(item);
    double least = 1;
    for (int begin = 0; begin < probabilities.length; begin += labels) {
      double best = 0;
      for (int i = begin; i < begin + labels; i++) {
        best = Math.max(best, probabilities[i]);
      }
      least = Math.min(least, best);
    }
    return least;
  }
}
