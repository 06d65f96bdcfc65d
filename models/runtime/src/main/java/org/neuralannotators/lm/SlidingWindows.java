package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.lm.decoder.TextMemory;
import org.neuralannotators.lm.decoder.TextWindow;

/**
 * Windows on a long text, of which each piece but the first is predicted once, from at least {@code
 * context - stride} pieces before it where there are as many: as in "Perplexity of fixed-length
 * models" of Hugging Face's transformers.
 *
 * @param context pieces of a window; at least 2
 * @param stride by which the next window begins later; less than {@code context}
 * @param memory how many pieces before each window are remembered, which then predicts all but its
 *     first piece; 0 for none
 */
public record SlidingWindows(int context, int stride, int memory) {
  public SlidingWindows {
    if (context < 2 || stride < 1 || stride >= context) {
      throw new IllegalArgumentException(
          "Context [%d] with the stride [%d]; expected at least 2 pieces, and a stride below that"
              .formatted(context, stride));
    }
    if (memory < 0 || (memory > 0 && stride < context - 1)) {
      throw new IllegalArgumentException(
          "Memory [%d] with the stride [%d]; expected 0 or more pieces, and above 0 the stride [%d], by which no piece is read twice"
              .formatted(memory, stride, context - 1));
    }
  }

  /** The windows of a text; none where it has no two pieces. */
  List<TextWindow> of(int[] pieces) {
    List<TextWindow> windows = new ArrayList<>();
    TextMemory before = new TextMemory(memory);
    int predicted = 1;
    for (int begin = 0; predicted < pieces.length; begin += stride) {
      int end = Math.min(pieces.length, begin + context);
      int[] own = Arrays.copyOfRange(pieces, begin, end);
      windows.add(new TextWindow(own, predicted - begin, before));
      predicted = end;
    }
    return windows;
  }
}
