package org.neuralannotators.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What BERT's basic tokenizer does to text before it is split (Devlin et al. 2018, {@code
 * BasicTokenizer}); a property of the checkpoint, never of the user. Immutable.
 *
 * @param cleanText controls are removed, white space becomes spaces
 * @param ideographs ideographs are words of their own
 * @param stripAccents characters lose their accents
 * @param lowerCase letters become small
 */
public record BertNormalization(
    boolean cleanText, boolean ideographs, boolean stripAccents, boolean lowerCase) {
  /** For an uncased checkpoint. */
  public static final BertNormalization UNCASED = new BertNormalization(true, true, true, true);

  /** For a cased checkpoint. */
  public static final BertNormalization CASED = new BertNormalization(true, true, false, false);

  /** What becomes of a character that is neither removed nor white space. */
  String normalize(int character) {
    String text = Character.toString(character);
    if (stripAccents) {
      text = withoutAccents(Normalizer.normalize(text, Normalizer.Form.NFD));
    }
    if (lowerCase) {
      // Character by character: a sigma isn't final.
      text =
          text.codePoints()
              .collect(
                  StringBuilder::new,
                  (small, c) -> small.append(Character.toString(c).toLowerCase(Locale.ROOT)),
                  StringBuilder::append)
              .toString();
    }
    return text;
  }

  private static String withoutAccents(String text) {
    return text.codePoints()
        .filter(c -> !BertCharacters.isAccent(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
