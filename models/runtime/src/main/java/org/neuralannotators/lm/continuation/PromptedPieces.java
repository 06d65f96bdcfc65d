package org.neuralannotators.lm.continuation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.lm.decoder.DecoderModel;

/**
 * A prompt and what may come behind it, in pieces. Prompt and continuation are cut as one text, so
 * that the pieces are those of the text that they make; where that changes the last pieces of the
 * prompt, these count as the continuations'.
 *
 * @param prompt at least one
 * @param continuations at least one each
 */
record PromptedPieces(int[] prompt, List<int[]> continuations) {
  static PromptedPieces of(DecoderModel model, String prompt, List<String> continuations) {
    int[] alone = model.pieces(prompt);
    List<int[]> all = new ArrayList<>();
    int common = alone.length;
    for (String continuation : continuations) {
      int[] whole = model.pieces(prompt + continuation);
      int differ = Arrays.mismatch(alone, whole);
      common = Math.min(common, Math.min(differ < 0 ? alone.length : differ, whole.length - 1));
      all.add(whole);
    }
    if (common < 1) {
      throw new IllegalArgumentException(
          "The prompt [%s] has no pieces of its own before %s; expected some"
              .formatted(prompt, continuations));
    }
    int end = common;
    return new PromptedPieces(
        Arrays.copyOf(alone, common),
        all.stream().map(whole -> Arrays.copyOfRange(whole, end, whole.length)).toList());
  }

  /** How many pieces are read for the longest continuation, whose last one isn't. */
  int longest() {
    return prompt.length + continuations.stream().mapToInt(each -> each.length).max().orElse(1) - 1;
  }

  /** How many pieces there are, of all continuations. */
  int total() {
    return prompt.length + continuations.stream().mapToInt(each -> each.length).sum();
  }
}
