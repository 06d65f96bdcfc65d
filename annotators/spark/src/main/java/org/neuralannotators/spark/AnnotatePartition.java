package org.neuralannotators.spark;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Annotates the rows of one partition, for {@link org.apache.spark.sql.Dataset#mapPartitions}; see
 * {@link EntityAnnotator} for what it reads and writes. Immutable. Runs in Spark's tasks only,
 * where all tasks of an executor share one model.
 */
public final class AnnotatePartition implements MapPartitionsFunction<Row, Row> {
  private final StructType schema;
  private final RowLayout layout;
  private final FinderSettings settings;

  AnnotatePartition(StructType schema, RowLayout layout, FinderSettings settings) {
    this.schema = schema;
    this.layout = layout;
    this.settings = settings;
  }

  /** The columns of the rows that come out. */
  public StructType schema() {
    return schema;
  }

  /**
   * Annotates the rows as they are read; a partition without rows loads no model.
   *
   * @throws IOException when the model can't be loaded
   */
  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    if (!rows.hasNext()) {
      return rows;
    }
    AnnotatedRows<?> annotated =
        new AnnotatedRows<>(rows, layout, settings, FinderPool.borrow(settings));
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) task -> annotated.release());
    return annotated;
  }
}
