package org.neuralannotators.lm.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pieces that are read at once, of which each but the first is predicted from those before it.
 *
 * @param pieces two or more
 * @param context how many of the first aren't predicted; at least 1
 * @param memory of what was read before, to which the window is added when it is read
 */
public record TextWindow(int[] pieces, int context, TextMemory memory) {
  public TextWindow {
    if (context < 1 || context >= pieces.length) {
      throw new IllegalArgumentException(
          "[%d] of [%d] pieces aren't predicted; expected from 1 to one less than all"
              .formatted(context, pieces.length));
    }
  }

  /** A window that is read without what is before. */
  public TextWindow(int[] pieces, int context) {
    this(pieces, context, TextMemory.NONE);
  }

  /** The same with a memory of what was read before. */
  public TextWindow behind(TextMemory other) {
    return new TextWindow(pieces, context, other);
  }

  /** All but the first are predicted. */
  public static TextWindow of(int... pieces) {
    return new TextWindow(pieces, 1);
  }

  /** How many pieces are read: all but the last. */
  public int length() {
    return pieces.length - 1;
  }

  /** How many are predicted. */
  public int predicted() {
    return pieces.length - context;
  }

  int[] inputs() {
    return Arrays.copyOf(pieces, pieces.length - 1);
  }

  int[] labels() {
    return Arrays.copyOfRange(pieces, context, pieces.length);
  }

  /** Each window as a text of its own. */
  public static List<List<TextWindow>> alone(List<List<TextWindow>> texts) {
    return texts.stream().flatMap(List::stream).map(List::of).toList();
  }

  /**
   * Windows that are read side by side.
   *
   * @param texts the windows of each text
   * @return the first of each text, the second of each that has one, and so on
   */
  public static List<List<TextWindow>> sideBySide(List<List<TextWindow>> texts) {
    List<List<TextWindow>> batches = new ArrayList<>();
    for (List<TextWindow> text : texts) {
      for (int i = 0; i < text.size(); i++) {
        if (i == batches.size()) {
          batches.add(new ArrayList<>());
        }
        batches.get(i).add(text.get(i));
      }
    }
    return batches;
  }
}
