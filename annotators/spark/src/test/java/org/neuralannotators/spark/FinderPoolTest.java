package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The finders that an executor keeps. */
class FinderPoolTest {
  @Test
  void aFinderIsUsedAgain() throws Exception {
    EntityFinder first = FinderPool.borrow(settings(0.01));
    EntityFinder second = FinderPool.borrow(settings(0.01));
    FinderPool.giveBack(settings(0.01), first);

    assertThat(second).isNotSameAs(first);
    assertThat(FinderPool.borrow(settings(0.01))).isSameAs(first);

    FinderPool.giveBack(settings(0.01), first);
    FinderPool.giveBack(settings(0.01), second);
  }

  @Test
  void findersOfTheModelsUsedLongestAgoAreClosed() throws Exception {
    EntityFinder old = FinderPool.borrow(settings(0.02));
    EntityFinder busy = FinderPool.borrow(settings(0.02));
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

  private static void assertClosed(EntityFinder finder) {
    assertThatThrownBy(() -> finder.find(List.of())).isInstanceOf(IllegalStateException.class);
  }

  private static FinderSettings settings(double minConfidence) {
    return new FinderSettings(
        InputKind.TOKENS, new ModelFile("en-ner", false), "en", minConfidence);
  }
}
