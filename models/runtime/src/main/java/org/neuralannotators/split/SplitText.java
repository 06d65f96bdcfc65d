package org.neuralannotators.split;

import java.util.ArrayList;
import java.util.List;

/**
 * A text and where its sentences and tokens are.
 *
 * @param text with its white space
 * @param tokens in order
 * @param sentences in order, each from the begin of a token to the end of one
 */
public record SplitText(String text, List<TextRange> tokens, List<TextRange> sentences) {
  public SplitText {
    tokens = List.copyOf(tokens);
    sentences = List.copyOf(sentences);
  }

  /** One text of several, with blank lines between. */
  public static SplitText join(List<SplitText> texts) {
    StringBuilder text = new StringBuilder();
    List<TextRange> tokens = new ArrayList<>();
    List<TextRange> sentences = new ArrayList<>();
    for (SplitText part : texts) {
      text.append(text.isEmpty() ? "" : "\n\n");
      int offset = text.length();
      part.tokens().forEach(range -> tokens.add(range.plus(offset)));
      part.sentences().forEach(range -> sentences.add(range.plus(offset)));
      text.append(part.text());
    }
    return new SplitText(text.toString(), tokens, sentences);
  }
}
