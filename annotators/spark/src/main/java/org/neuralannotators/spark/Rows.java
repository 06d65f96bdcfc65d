package org.neuralannotators.spark;

import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes rows. */
final class Rows {
  private Rows() {}

  /** A row of some values and some more. */
  static Row of(Object[] first, Object... more) {
    Object[] values = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, values, first.length, more.length);
    return RowFactory.create(values);
  }
}
