package org.neuralannotators.split;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;

/**
 * Splits text into sentences and tokens. Thread-safe; the time is linear in the length of the text.
 *
 * @see TextSplitters
 */
public interface TextSplitter extends AutoCloseable {
  /**
   * The sentences of a part of a text, in order, without white space around them. None goes beyond
   * the part, a blank line or the end of a heading.
   *
   * @throws IndexOutOfBoundsException when the part isn't one of the text
   */
  List<TextRange> sentences(String text, TextRange part);

  /**
   * The tokens of a sentence, in order. What stands around it is looked at, too, so that tokens
   * between white space don't depend on where sentences are said to end.
   *
   * @throws IndexOutOfBoundsException when the sentence isn't a part of the text
   */
  List<TextRange> tokens(String text, TextRange sentence);

  /** The sentences of a whole text. */
  default List<TextRange> sentences(String text) {
    return sentences(text, new TextRange(0, text.length()));
  }

  /** Sentences and tokens of a whole text. */
  default SplitText split(String text) {
    List<TextRange> sentences = sentences(text);
    List<TextRange> tokens = new ArrayList<>();
    sentences.forEach(sentence -> tokens.addAll(tokens(text, sentence)));
    return new SplitText(text, tokens, sentences);
  }

  /** What the bundle says of itself. */
  ModelManifest manifest();

  /** Gives the model back. */
  @Override
  void close();
}
