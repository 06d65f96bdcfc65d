package org.neuralannotators.lm;

import java.util.List;
import org.neuralannotators.eval.Perplexity;

/**
 * How well a language model of pieces predicts texts. As pieces differ between models, the figures
 * of words and of bytes are for comparisons.
 *
 * @param pieces the perplexity of each piece
 * @param documents how many the text has
 * @param words those between white space
 * @param bytes of its UTF-8
 */
public record PieceScore(Perplexity pieces, long documents, long words, long bytes) {
  /** The perplexity of words: as if all of a word's pieces were predicted at once. */
  public double perWord() {
    return new Perplexity(pieces.loss(), words).value();
  }

  /** How many bits code a byte of the text. */
  public double bitsPerByte() {
    return pieces.loss() / Math.log(2) / bytes;
  }

  /** The words of texts. */
  static long words(List<String> documents) {
    return documents.stream().mapToLong(text -> text.strip().split("\\s+").length).sum();
  }
}
