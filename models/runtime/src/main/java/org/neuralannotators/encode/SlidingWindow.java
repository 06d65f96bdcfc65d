package org.neuralannotators.encode;

import java.util.ArrayList;
import java.util.List;

/**
 * Adjacent tokens of a sentence that go through an encoder together, where the sentence has more
 * pieces than the encoder takes.
 *
 * @param begin the first token
 * @param end behind the last token
 */
public record SlidingWindow(int begin, int end) {
  /**
   * Windows that cover a sentence.
   *
   * @param pieces how many pieces each token has, none more than {@code capacity}
   * @param capacity most pieces of a window
   * @param stride how many pieces a window begins behind the one before, at least; less where that
   *     would leave a token out, more where the next token would not fit otherwise
   */
  public static List<SlidingWindow> cover(int[] pieces, int capacity, int stride) {
    return cover(pieces, capacity, stride, Integer.MAX_VALUE);
  }

  /**
   * The same of at most so many tokens.
   *
   * @param mostTokens of a window; the next begins at most half as many behind it, unless the next
   *     token would not fit otherwise
   */
  public static List<SlidingWindow> cover(int[] pieces, int capacity, int stride, int mostTokens) {
    List<SlidingWindow> windows = new ArrayList<>();
    int begin = 0;
    int end = 0;
    int inside = 0;
    while (end < pieces.length) {
      int moved = 0;
      int farthest = begin + (mostTokens - 1) / 2 + 1;
      while (begin < end
          && ((moved < stride && begin < farthest) || inside + pieces[end] > capacity)) {
        moved += pieces[begin];
        inside -= pieces[begin];
        begin++;
      }
      while (end < pieces.length && inside + pieces[end] <= capacity && end - begin < mostTokens) {
        inside += pieces[end];
        end++;
      }
      windows.add(new SlidingWindow(begin, end));
    }
    return windows;
  }

  /**
   * For each token the window in which it has most context: the smaller of the numbers of pieces on
   * its left and on its right is largest (as Devlin et al.'s code for SQuAD chooses).
   */
  public static int[] mostContext(List<SlidingWindow> windows, int[] pieces) {
    int[] best = new int[pieces.length];
    int[] context = new int[pieces.length];
    for (int i = 0; i < windows.size(); i++) {
      SlidingWindow window = windows.get(i);
      int right = 0;
      for (int t = window.begin; t < window.end; t++) {
        right += pieces[t];
      }
      int left = 0;
      for (int t = window.begin; t < window.end; t++) {
        right -= pieces[t];
        int smaller = 1 + Math.min(left, right);
        if (smaller > context[t]) {
          context[t] = smaller;
          best[t] = i;
        }
        left += pieces[t];
      }
    }
    return best;
  }
}
