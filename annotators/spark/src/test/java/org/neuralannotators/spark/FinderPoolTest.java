package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The finders that an executor keeps. */
class FinderPoolTest {
  @Test
  void aFinderIsUsedAgain() throws Exception {
    Finder<?> first = FinderPool.borrow(settings(0.01));
    Finder<?> second = FinderPool.borrow(settings(0.01));
    FinderPool.giveBack(settings(0.01), first);

    assertThat(second).isNotSameAs(first);
    assertThat(FinderPool.borrow(settings(0.01))).isSameAs(first);

    FinderPool.giveBack(settings(0.01), first);
    FinderPool.giveBack(settings(0.01), second);
  }

  @Test
  void findersOfTheModelsUsedLongestAgoAreClosed() throws Exception {
    Finder<?> old = FinderPool.borrow(settings(0.02));
    Finder<?> busy = FinderPool.borrow(settings(0.02));
    FinderPool.giveBack(settings(0.02), old);
    for (int i = 0; i < FinderPool.KEPT; i++) {
      FinderSettings other = settings(0.1 + 0.01 * i);
      FinderPool.giveBack(other, FinderPool.borrow(other));
    }

    assertClosed(old);
    assertThat(busy.find(List.of())).isEmpty();
    FinderPool.giveBack(settings(0.02), busy);
    assertClosed(busy);
  }

  private static void assertClosed(Finder<?> finder) {
    assertThatThrownBy(() -> finder.find(List.of())).isInstanceOf(IllegalStateException.class);
  }

  private static FinderSettings settings(double minConfidence) {
    return new FinderSettings(
        Task.NER,
        List.of(InputKind.TOKENS),
        false,
        new ModelFile("en-ner", false),
        Options.DEFAULT.withMinConfidence(minConfidence));
  }
}
