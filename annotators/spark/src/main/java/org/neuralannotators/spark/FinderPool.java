package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The idle finders of this process, so that an executor's tasks load a model once and not each
 * again. All finders of a model share its memory. The finders of the {@value #KEPT} settings used
 * last are kept until the process ends; those of others are closed. Thread-safe.
 */
final class FinderPool {
  /** A pipeline may have one for each task; more would only pile up memory. */
  static final int KEPT = 8;

  private static final Map<FinderSettings, Deque<Finder<?>>> IDLE =
      new LinkedHashMap<>(KEPT, 0.75f, true);

  private FinderPool() {}

  /** A finder for the caller alone, who gives it back. */
  static Finder<?> borrow(FinderSettings settings) throws IOException {
    Finder<?> idle = poll(settings);
    return idle != null ? idle : settings.open();
  }

  private static synchronized Finder<?> poll(FinderSettings settings) {
    Finder<?> idle = IDLE.computeIfAbsent(settings, key -> new ArrayDeque<>()).poll();
    if (IDLE.size() > KEPT) {
      FinderSettings oldest = IDLE.keySet().iterator().next();
      IDLE.remove(oldest).forEach(Finder::close);
    }
    return idle;
  }

  static synchronized void giveBack(FinderSettings settings, Finder<?> finder) {
    Deque<Finder<?>> idle = IDLE.get(settings);
    if (idle == null) {
      finder.close();
    } else {
      idle.push(finder);
    }
  }
}
