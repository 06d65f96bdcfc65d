package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.lm.decoder.TextWindow;

/**
 * Windows on a long text, of which each piece but the first is predicted once, from at least {@code
 * context - stride} pieces before it where there are as many: as in "Perplexity of fixed-length
 * models" of Hugging Face's transformers.
 *
 * @param context pieces of a window; at least 2
 * @param stride by which the next window begins later; less than {@code context}
 */
public record SlidingWindows(int context, int stride) {
  public SlidingWindows {
    if (context < 2 || stride < 1 || stride >= context) {
      throw new IllegalArgumentException(
          "Context [%d] with the stride [%d]; expected at least 2 pieces, and a stride below that"
              .formatted(context, stride));
    }
  }

  /** The windows of a text; none where it has no two pieces. */
  List<TextWindow> of(int[] pieces) {
    List<TextWindow> windows = new ArrayList<>();
    int predicted = 1;
    for (int begin = 0; predicted < pieces.length; begin += stride) {
      int end = Math.min(pieces.length, begin + context);
      windows.add(new TextWindow(Arrays.copyOfRange(pieces, begin, end), predicted - begin));
      predicted = end;
    }
    return windows;
  }
}
