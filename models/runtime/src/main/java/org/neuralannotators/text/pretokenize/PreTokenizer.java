package org.neuralannotators.text.pretokenize;

import java.util.List;
import java.util.function.Consumer;
import org.neuralannotators.text.normalize.AlignedText;

/** Splits a text into words. Implementations are immutable and so thread-safe. */
@FunctionalInterface
public interface PreTokenizer {
  /** The whole text is one word. */
  PreTokenizer NONE = (text, words) -> words.accept(text);

  /**
   * Splits a text.
   *
   * @param words takes what there is, in order; empty words are to be passed over
   */
  void split(AlignedText text, Consumer<AlignedText> words);

  /** Each splits what those before left. */
  static PreTokenizer sequence(List<PreTokenizer> all) {
    return all.stream().reduce(NONE, PreTokenizer::then);
  }

  private static PreTokenizer then(PreTokenizer first, PreTokenizer second) {
    return first == NONE
        ? second
        : (text, words) -> first.split(text, part -> second.split(part, words));
  }
}
