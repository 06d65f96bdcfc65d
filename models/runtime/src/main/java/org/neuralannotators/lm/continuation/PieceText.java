package org.neuralannotators.lm.continuation;

import java.util.Arrays;
import org.neuralannotators.text.Tokenizer;

/**
 * The text of pieces that continue a prompt, up to the last complete character. With each piece
 * only the last few are decoded again: those behind the last complete character and, as pieces are
 * written otherwise at the begin of a text, those that wrote what is before. The text is what
 * decoding all pieces gives, as long as more pieces only add to that. Immutable.
 */
final class PieceText {
  /** What stands for bytes that aren't a character, or not yet. */
  private static final String INCOMPLETE = "\uFFFD";

  private final Tokenizer tokenizer;

  /** The last pieces, from those on that wrote {@link #known}. */
  private final int[] window;

  /** How many pieces of the window wrote {@link #known}. */
  private final int read;

  /** How the window begins as text of its own; the prompt, or the end of {@link #settled}. */
  private final String known;

  /** The text without what the pieces behind the read ones write. */
  private final String settled;

  private final String text;

  private PieceText(
      Tokenizer tokenizer, int[] window, int read, String known, String settled, String text) {
    this.tokenizer = tokenizer;
    this.window = window;
    this.read = read;
    this.known = known;
    this.settled = settled;
    this.text = text;
  }

  /** No text yet. */
  static PieceText behind(Tokenizer tokenizer, int[] prompt) {
    // Networks may have numbers that no piece has.
    int[] pieces = Arrays.stream(prompt).filter(id -> tokenizer.piece(id) != null).toArray();
    return new PieceText(tokenizer, pieces, pieces.length, tokenizer.decode(pieces), "", "");
  }

  /** The text with one piece more. */
  PieceText with(int piece) {
    if (tokenizer.piece(piece) == null) {
      return this;
    }
    int[] all = Arrays.copyOf(window, window.length + 1);
    all[window.length] = piece;
    String whole = tokenizer.decode(all);
    String complete = complete(whole);
    boolean longer = complete.length() > known.length();
    String now = longer ? settled + complete.substring(known.length()) : settled;
    if (!longer || complete.length() < whole.length()) {
      return new PieceText(tokenizer, all, read, known, settled, now);
    }
    int[] last = Arrays.copyOfRange(all, read, all.length);
    return new PieceText(tokenizer, last, last.length, tokenizer.decode(last), now, now);
  }

  private static String complete(String text) {
    int end = text.length();
    while (text.startsWith(INCOMPLETE, end - 1)) {
      end--;
    }
    return text.substring(0, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
