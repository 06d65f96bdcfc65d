package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.neuralannotators.label.Tagging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tags a document in one call, or in a few when it is large, so that an interrupt or the end of its
 * time is noticed in between. Thread-safe.
 */
final class DocumentTagger {
  /** Work of less than a second. A sentence is never divided. */
  static final int TOKENS_AT_ONCE = 1 << 14;

  private static final Logger LOG = LoggerFactory.getLogger(DocumentTagger.class);

  private final ReloadingTagger tagger;
  private final TaggingLimits limits;

  DocumentTagger(ReloadingTagger tagger, TaggingLimits limits) {
    this.tagger = tagger;
    this.limits = limits;
  }

  /**
   * Tags the sentences of a document.
   *
   * @return for each sentence its tagging; none when it is too long, or came when the thread was
   *     interrupted, which it stays, or the time was over
   */
  List<Optional<Tagging>> tag(List<List<String>> sentences) {
    List<Optional<Tagging>> taggings =
        new ArrayList<>(Collections.nCopies(sentences.size(), Optional.empty()));
    long start = System.nanoTime();
    for (List<Integer> group : groups(sentences)) {
      if (isOver(start)) {
        LOG.warn(
            "Interrupted or out of time: [{}] of a document's [{}] sentences aren't tagged",
            taggings.stream().filter(Optional::isEmpty).count(),
            taggings.size());
        break;
      }
      List<Tagging> tagged = tagger.tag(group.stream().map(sentences::get).toList());
      for (int i = 0; i < tagged.size(); i++) {
        taggings.set(group.get(i), Optional.of(tagged.get(i)));
      }
    }
    return taggings;
  }

  private boolean isOver(long start) {
    return Thread.currentThread().isInterrupted()
        || System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(limits.milliseconds());
  }

  /** The numbers of the sentences that aren't too long, in groups that are tagged at once. */
  private List<List<Integer>> groups(List<List<String>> sentences) {
    List<List<Integer>> groups = new ArrayList<>();
    int room = 0;
    for (int i = 0; i < sentences.size(); i++) {
      int length = sentences.get(i).size();
      if (length > limits.sentenceTokens()) {
        continue;
      }
      if (groups.isEmpty() || length > room) {
        groups.add(new ArrayList<>());
        room = TOKENS_AT_ONCE;
      }
      groups.get(groups.size() - 1).add(i);
      room -= length;
    }
    return groups;
  }
}
