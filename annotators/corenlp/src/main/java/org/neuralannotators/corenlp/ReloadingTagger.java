package org.neuralannotators.corenlp;

import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/**
 * A tagger that can be released at any time and is loaded again when it is needed again: CoreNLP
 * unmounts an annotator on behalf of one pipeline while its cache lends the same one to others.
 * Thread-safe; a release waits for calls under way.
 */
final class ReloadingTagger {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Supplier<SequenceTagger> loader;
  private SequenceTagger tagger;

  /** Loads the tagger, so that a model that is missing is found out now. */
  ReloadingTagger(Supplier<SequenceTagger> loader) {
    this.loader = loader;
    tagger = loader.get();
  }

  List<Tagging> tag(List<List<String>> sentences) {
    while (true) {
      lock.readLock().lock();
      try {
        if (tagger != null) {
          return tagger.tag(sentences);
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
      if (tagger == null) {
        tagger = loader.get();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  void release() {
    lock.writeLock().lock();
    try {
      if (tagger != null) {
        tagger.close();
        tagger = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
