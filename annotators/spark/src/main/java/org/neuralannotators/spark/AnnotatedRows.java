package org.neuralannotators.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows with entities and error behind their own columns. Read by one thread; another one, that of
 * the task's end, may call {@link #release}.
 */
final class AnnotatedRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final int column;
  private final FinderSettings settings;
  private final Queue<Row> ready = new ArrayDeque<>();
  private EntityFinder finder;

  AnnotatedRows(Iterator<Row> rows, int column, FinderSettings settings, EntityFinder finder) {
    this.rows = rows;
    this.column = column;
    this.settings = settings;
    this.finder = finder;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (ready.isEmpty()) {
      annotateSome();
    }
    return ready.remove();
  }

  private synchronized void annotateSome() {
    if (finder == null) {
      throw new IllegalStateException("The task is over; its rows can't be read any more");
    }
    List<Row> some = new ArrayList<>();
    while (some.size() < finder.batchSize() && rows.hasNext()) {
      some.add(rows.next());
    }
    annotate(some);
  }

  private void annotate(List<Row> some) {
    List<Row> documents =
        some.stream()
            .filter(row -> !row.isNullAt(column))
            .map(row -> RowFactory.create(row.get(column)))
            .toList();
    try {
      Iterator<List<Row>> found = finder.find(documents).iterator();
      for (Row row : some) {
        ready.add(extend(row, row.isNullAt(column) ? null : found.next().toArray(), null));
      }
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      if (some.size() == 1) {
        ready.add(extend(some.get(0), null, reason(e)));
      } else {
        some.forEach(row -> annotate(List.of(row)));
      }
    }
  }

  private static Row extend(Row row, Object[] entities, String error) {
    int size = row.size();
    Object[] values = new Object[size + 2];
    for (int i = 0; i < size; i++) {
      values[i] = row.get(i);
    }
    values[size] = entities;
    values[size + 1] = error;
    return RowFactory.create(values);
  }

  /** One line for people: the first cause says it best. */
  private static String reason(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getName() : message;
  }

  /** Gives the finder back, after the documents that it is at work on. */
  synchronized void release() {
    if (finder != null) {
      FinderPool.giveBack(settings, finder);
      finder = null;
    }
  }
}
