package org.neuralannotators.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void emptySentenceHasNoWindow() {
    assertThat(SlidingWindow.cover(ones(0), 4, 2)).isEmpty();
  }

  @Test
  void sentenceThatFitsHasOneWindow() {
    assertThat(SlidingWindow.cover(ones(4), 4, 2)).containsExactly(new SlidingWindow(0, 4));
  }

  @Test
  void longSentenceHasOverlappingWindows() {
    assertThat(SlidingWindow.cover(ones(9), 4, 2))
        .containsExactly(
            new SlidingWindow(0, 4),
            new SlidingWindow(2, 6),
            new SlidingWindow(4, 8),
            new SlidingWindow(6, 9));
  }

  @Test
  void tokensStayWhole() {
    assertThat(SlidingWindow.cover(new int[] {3, 2, 2, 4, 1}, 5, 3))
        .containsExactly(new SlidingWindow(0, 2), new SlidingWindow(1, 3), new SlidingWindow(3, 5));
  }

  @Test
  void windowsOfSoManyTokensOverlapByHalf() {
    assertThat(SlidingWindow.cover(ones(9), 100, 50, 4))
        .isEqualTo(SlidingWindow.cover(ones(9), 4, 2));
    assertThat(SlidingWindow.cover(new int[] {1, 9, 9, 1, 1, 1}, 10, 5, 3))
        .containsExactly(new SlidingWindow(0, 2), new SlidingWindow(2, 4), new SlidingWindow(3, 6));
    assertThat(SlidingWindow.cover(ones(3), 100, 50, 1))
        .containsExactly(new SlidingWindow(0, 1), new SlidingWindow(1, 2), new SlidingWindow(2, 3));
  }

  @Test
  void tokenIsReadWhereItHasMostContext() {
    int[] pieces = ones(8);
    List<SlidingWindow> windows = SlidingWindow.cover(pieces, 6, 2);
    assertThat(windows).containsExactly(new SlidingWindow(0, 6), new SlidingWindow(2, 8));
    assertThat(SlidingWindow.mostContext(windows, pieces)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
  }

  @Test
  void windowsCoverEverySentenceWithinTheCapacityAndInOrder() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      int capacity = 1 + random.nextInt(12);
      int[] pieces = random.ints(random.nextInt(60), 1, capacity + 1).toArray();
      List<SlidingWindow> windows =
          SlidingWindow.cover(pieces, capacity, 1 + random.nextInt(capacity));
      int covered = 0;
      for (SlidingWindow window : windows) {
        assertThat(window.begin()).isLessThanOrEqualTo(covered);
        assertThat(window.end()).isGreaterThan(covered);
        assertThat(Arrays.stream(pieces, window.begin(), window.end()).sum())
            .isLessThanOrEqualTo(capacity);
        covered = window.end();
      }
      assertThat(covered).isEqualTo(pieces.length);
      int[] best = SlidingWindow.mostContext(windows, pieces);
      assertThat(best).isSorted();
      for (int t = 0; t < pieces.length; t++) {
        SlidingWindow window = windows.get(best[t]);
        assertThat(t).isBetween(window.begin(), window.end() - 1);
      }
    }
  }
}
