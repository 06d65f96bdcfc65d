package org.neuralannotators.translate.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads languages' codes: BCP 47, and what models write, such as {@code deu_Latn}, {@code de_DE},
 * {@code __de__} or {@code >>deu<<}.
 */
final class LanguageCodes {
  private static final String NO_REGION = "XX";
  private static final int LETTERS_OF_ISO_639_3 = 3;

  /** Languages by their code of three letters (ISO 639-3), those by whose larger one texts go. */
  private static final Map<String, String> SHORT = shortCodes();

  private LanguageCodes() {}

  private static Map<String, String> shortCodes() {
    Map<String, String> codes = new HashMap<>();
    for (String language : Locale.getISOLanguages()) {
      codes.put(Locale.forLanguageTag(language).getISO3Language(), language);
    }
    codes.putAll(
        Map.of(
            "als", "sq", "arb", "ar", "ayr", "ay", "azj", "az", "cmn", "zh", "ekk", "et", "gaz",
            "om", "khk", "mn", "kmr", "ku", "lvs", "lv"));
    codes.putAll(
        Map.of(
            "npi", "ne", "ory", "or", "pbt", "ps", "pes", "fa", "plt", "mg", "quy", "qu", "swh",
            "sw", "uzn", "uz", "ydd", "yi", "zsm", "ms"));
    return codes;
  }

  /** Letters, digits and what joins them, without marks around. */
  static String bare(String code) {
    return code.replaceAll("^[^\\p{Alnum}]+|[^\\p{Alnum}]+$", "").replace('_', '-');
  }

  /** The language; {@code und} where it is none. */
  static Locale locale(String code) {
    Locale own = Locale.forLanguageTag(bare(code));
    String language = own.getLanguage();
    Locale.Builder builder =
        new Locale.Builder()
            .setLocale(own)
            .setLanguage(
                language.length() == LETTERS_OF_ISO_639_3
                    ? SHORT.getOrDefault(language, language)
                    : language);
    return (own.getCountry().equals(NO_REGION) ? builder.setRegion("") : builder).build();
  }

  /** Whether it stands for no language in particular: many, or nobody knows which. */
  static boolean isAny(String code) {
    String language = locale(code).getLanguage();
    return language.isEmpty() || language.equals("mul");
  }

  /** Whether two codes are of one language; scripts and regions don't matter. */
  static boolean isSame(String one, String other) {
    return locale(one).getLanguage().equals(locale(other).getLanguage());
  }
}
