package org.neuralannotators.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.spark.sql.Row;

/**
 * Rows with what was found and an error behind their own columns. Read by one thread; another one,
 * that of the task's end, may call {@link #release}.
 *
 * @param <D> a document as the model reads it
 */
final class AnnotatedRows<D> implements Iterator<Row> {
  /** Enough short sentences to fill a few batches of a network. */
  private static final int MOST_DOCUMENTS = 64;

  /** With so many tokens there is nothing to be gained by more documents. */
  private static final int ENOUGH_TOKENS = 4096;

  private final Iterator<Row> rows;
  private final RowLayout layout;
  private final FinderSettings settings;
  private final Queue<Row> ready = new ArrayDeque<>();
  private Finder<D> finder;

  AnnotatedRows(Iterator<Row> rows, RowLayout layout, FinderSettings settings, Finder<D> finder) {
    this.rows = rows;
    this.layout = layout;
    this.settings = settings;
    this.finder = finder;
  }

  /**
   * A row that was read.
   *
   * @param document null where there is nothing to annotate
   * @param error why it couldn't be read, or null
   */
  private record Entry<D>(Row row, D document, String error) {}

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
    List<Entry<D>> some = new ArrayList<>();
    int tokens = 0;
    while (some.size() < MOST_DOCUMENTS && tokens < ENOUGH_TOKENS && rows.hasNext()) {
      Entry<D> entry = read(rows.next());
      tokens += entry.document() == null ? 0 : finder.size(entry.document());
      some.add(entry);
    }
    annotate(some);
  }

  private Entry<D> read(Row row) {
    try {
      return new Entry<>(row, layout.hasNull(row) ? null : finder.read(layout.inputs(row)), null);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      return new Entry<>(row, null, reason(e));
    }
  }

  private void annotate(List<Entry<D>> some) {
    List<D> documents = some.stream().map(Entry::document).filter(Objects::nonNull).toList();
    try {
      Iterator<Object> found = finder.find(documents).iterator();
      for (Entry<D> entry : some) {
        ready.add(extend(entry, entry.document() == null ? null : found.next(), entry.error()));
      }
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      if (some.size() == 1) {
        ready.add(extend(some.get(0), null, reason(e)));
      } else {
        some.forEach(entry -> annotate(List.of(entry)));
      }
    }
  }

  private Row extend(Entry<D> entry, Object found, String error) {
    return layout.extend(entry.row(), found, error);
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
