package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * The idle finders of this process, so that an executor's tasks load a model once and not each
 * again. All finders of a model share its memory. The finders of the {@value #KEPT} settings used
 * last are kept until the process ends; those of others are closed. Thread-safe.
 */
final class FinderPool {
  /** A job may annotate with a few models in turn; more would only pile up memory. */
  static final int KEPT = 4;

  private static final Map<FinderSettings, Deque<EntityFinder>> IDLE =
      new LinkedHashMap<>(KEPT, 0.75f, true);

  private FinderPool() {}

  /** A finder for the caller alone, who gives it back. */
  static EntityFinder borrow(FinderSettings settings)
      throws IOException, ResourceInitializationException {
    EntityFinder idle = poll(settings);
    if (idle != null) {
      return idle;
    }
    return settings.kind() == InputKind.TEXT ? new TextFinder(settings) : new TokenFinder(settings);
  }

  private static synchronized EntityFinder poll(FinderSettings settings) {
    EntityFinder idle = IDLE.computeIfAbsent(settings, key -> new ArrayDeque<>()).poll();
    if (IDLE.size() > KEPT) {
      FinderSettings oldest = IDLE.keySet().iterator().next();
      IDLE.remove(oldest).forEach(EntityFinder::close);
    }
    return idle;
  }

  static synchronized void giveBack(FinderSettings settings, EntityFinder finder) {
    Deque<EntityFinder> idle = IDLE.get(settings);
    if (idle == null) {
      finder.close();
    } else {
      idle.push(finder);
    }
  }
}
