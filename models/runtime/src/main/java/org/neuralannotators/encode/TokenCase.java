package org.neuralannotators.encode;

/**
 * Where a token has capitals (Collobert et al. 2011, section 6.1.1): what a tokenizer that makes
 * all letters small takes away.
 */
public enum TokenCase {
  /** No capitals, or no letters. */
  NONE(0),
  /** The first letter alone. */
  FIRST(3),
  /** All letters, two or more. */
  ALL(2),
  /** Some other letters. */
  MIXED(1);

  /** Segments of an encoder that tell the cases apart, beside the first one, which is no case. */
  public static final int SEGMENTS = 3;

  /** Its segment, counted from behind the last. */
  private final int fromEnd;

  TokenCase(int fromEnd) {
    this.fromEnd = fromEnd;
  }

  /** That of a token. */
  public static TokenCase of(String token) {
    int[] letters = token.codePoints().filter(Character::isLetter).toArray();
    int capitals = 0;
    for (int letter : letters) {
      if (Character.isUpperCase(letter) || Character.isTitleCase(letter)) {
        capitals++;
      }
    }
    if (capitals == 0) {
      return NONE;
    }
    if (capitals == 1 && !Character.isLowerCase(letters[0])) {
      return FIRST;
    }
    return capitals == letters.length ? ALL : MIXED;
  }

  /**
   * The segment of the pieces of such a token.
   *
   * @param segments of the encoder, of which the last {@link #SEGMENTS} are these
   */
  int segment(int segments) {
    return this == NONE ? 0 : segments - fromEnd;
  }
}
