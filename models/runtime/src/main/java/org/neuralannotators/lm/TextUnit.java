package org.neuralannotators.lm;

import java.util.List;
import java.util.regex.Pattern;

/** What a language model predicts. */
public enum TextUnit {
  WORDS,
  /** Code points, white space as one blank. */
  CHARACTERS;

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** The code points of a text. */
  static List<String> characters(String text) {
    return SPACE
        .matcher(text.strip())
        .replaceAll(" ")
        .codePoints()
        .mapToObj(Character::toString)
        .toList();
  }
}
