package org.neuralannotators.translate;

import java.util.Locale;

/**
 * What the texts of a translator are; in the manifest.
 *
 * @param sourceLanguage language code (BCP 47) of the sources
 * @param targetLanguage language code of the targets
 * @param lowercase whether both are lower-cased
 */
public record TextPairRules(String sourceLanguage, String targetLanguage, boolean lowercase) {
  /** A source as the network reads it. */
  public String source(String text) {
    return normalize(text, sourceLanguage);
  }

  /** A target as the network writes it. */
  public String target(String text) {
    return normalize(text, targetLanguage);
  }

  private String normalize(String text, String language) {
    String plain = Word.join(text, Word.of(text));
    return lowercase ? plain.toLowerCase(Locale.forLanguageTag(language)) : plain;
  }

  /** Whether a pair of languages is this one's; null stands for any, regions don't matter. */
  public boolean isFor(String source, String target) {
    return isSame(source, sourceLanguage) && isSame(target, targetLanguage);
  }

  private static boolean isSame(String asked, String own) {
    return asked == null
        || Locale.forLanguageTag(asked)
            .getLanguage()
            .equals(Locale.forLanguageTag(own).getLanguage());
  }
}
