package org.neuralannotators.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What is where in the rows that are read.
 *
 * @param kept how many columns, from the first, stay in the rows that come out
 * @param required where the input columns are without which there is nothing to annotate
 * @param languages where the column of languages is; -1 for none
 */
record RowLayout(int kept, List<Integer> required, int languages) implements Serializable {
  /** Whether there is nothing to annotate. */
  boolean hasNull(Row row) {
    return required.stream().anyMatch(row::isNullAt);
  }

  /** The input columns, the one of languages behind the others. */
  Row inputs(Row row) {
    Object[] values = required.stream().map(row::get).toArray();
    return languages < 0 ? RowFactory.create(values) : Rows.of(values, row.get(languages));
  }

  /** The row that comes out. */
  Row extend(Row row, Object found, String error) {
    Object[] values = new Object[kept];
    for (int i = 0; i < kept; i++) {
      values[i] = row.get(i);
    }
    return Rows.of(values, found, error);
  }
}
