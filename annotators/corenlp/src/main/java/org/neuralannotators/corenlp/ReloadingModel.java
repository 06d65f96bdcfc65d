package org.neuralannotators.corenlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A model that can be released at any time and is loaded again when it is needed again: CoreNLP
 * unmounts an annotator on behalf of one pipeline while its cache lends the same one to others.
 * Thread-safe; a release waits for calls under way.
 *
 * @param <M> the model
 */
final class ReloadingModel<M> {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Supplier<M> loader;
  private final Consumer<M> closer;
  private M model;

  /** Loads the model, so that one that is missing is found out now. */
  ReloadingModel(Supplier<M> loader, Consumer<M> closer) {
    this.loader = loader;
    this.closer = closer;
    model = loader.get();
  }

  /** How a model is read from its bundle. */
  @FunctionalInterface
  interface Reader<M> {
    M read(String location) throws IOException;
  }

  /** A loader whose errors, an {@link UncheckedIOException}, name annotator and bundle. */
  static <M> Supplier<M> loader(String annotator, String location, Reader<M> reader) {
    return () -> {
      try {
        return reader.read(location);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Annotator ["
                + annotator
                + "] could not load its model ["
                + location
                + "]: "
                + e.getMessage(),
            e);
      }
    };
  }

  <R> R use(Function<M, R> work) {
    while (true) {
      lock.readLock().lock();
      try {
        if (model != null) {
          return work.apply(model);
        }
      } finally {
        lock.readLock().unlock();
      }
      reload();
    }
  }

  private void reload() {
    lock.writeLock().lock();
    try {
      if (model == null) {
        model = loader.get();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  void release() {
    lock.writeLock().lock();
    try {
      if (model != null) {
        closer.accept(model);
        model = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
