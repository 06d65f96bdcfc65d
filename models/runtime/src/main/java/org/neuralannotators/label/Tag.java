package org.neuralannotators.label;

import java.util.regex.Pattern;

/**
 * A tag taken apart: the letter of its position in the span and the type.
 *
 * @param position one of {@code O I B E S L U}
 * @param type what follows the letter and its hyphen; empty for {@code O}
 */
record Tag(char position, String type) {
  static final String OUTSIDE = "O";
  private static final Tag OUTSIDE_TAG = new Tag('O', "");
  private static final String POSITIONS = "BIESLU";
  private static final Pattern TYPED = Pattern.compile("[BIESLU]-\\S.*|[\\p{L}\\p{N}](?!-).*");
  private static final Pattern SLIP = Pattern.compile("[oO0BIESLUbieslu]|[BI][_:].*");

  /** Takes a tag apart; a type without a letter counts as {@code I-type}. */
  static Tag parse(String tag) {
    if (tag.equals(OUTSIDE)) {
      return OUTSIDE_TAG;
    }
    if (tag.length() > 1 && tag.charAt(1) == '-' && POSITIONS.indexOf(tag.charAt(0)) >= 0) {
      return new Tag(tag.charAt(0), tag.substring(2));
    }
    return new Tag('I', tag);
  }

  /**
   * Whether a tag can mark spans: {@code O}, a letter with a hyphen and a type, or a type alone.
   * {@code o}, {@code b-PER}, {@code M-PER}, {@code B} and {@code (PER*} would pass for types too,
   * but nobody means them.
   */
  static boolean isSound(String tag) {
    return tag.equals(OUTSIDE) || (TYPED.matcher(tag).matches() && !SLIP.matcher(tag).matches());
  }

  boolean isOutside() {
    return position == 'O';
  }

  boolean isSingle() {
    return position == 'S' || position == 'U';
  }

  boolean isLast() {
    return position == 'E' || position == 'L';
  }

  boolean sameType(Tag other) {
    return !isOutside() && !other.isOutside() && type.equals(other.type);
  }

  @Override
  public String toString() {
    return isOutside() ? OUTSIDE : position + "-" + type;
  }
}
