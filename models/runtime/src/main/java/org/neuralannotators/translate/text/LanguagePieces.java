package org.neuralannotators.translate.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pieces that tell a network of languages, such as {@code deu_Latn}, {@code de_DE}, {@code
 * __de__} or {@code >>deu<<}.
 *
 * @param pieces as the tokenizer has them
 */
record LanguagePieces(List<String> pieces) {
  private static final int SOME = 12;
  private static final Set<String> WITH_TRADITIONAL_CHINESE = Set.of("HK", "MO", "TW");

  /**
   * The piece of a language: the one that is asked for, or else one of the same language, of the
   * same script if there is such a one.
   *
   * @param code BCP 47, or the piece itself, with or without the marks around it
   */
  Optional<String> find(String code) {
    Locale asked = LanguageCodes.locale(code);
    String bare = LanguageCodes.bare(code);
    return pieces.stream()
        .filter(piece -> LanguageCodes.isSame(piece, code))
        .max(
            Comparator.<String, Boolean>comparing(piece -> LanguageCodes.bare(piece).equals(bare))
                .thenComparing(piece -> LanguageCodes.locale(piece).equals(asked))
                .thenComparing(piece -> script(LanguageCodes.locale(piece)).equals(script(asked)))
                // Of equal ones the first.
                .thenComparing(pieces::indexOf, Comparator.reverseOrder()));
  }

  private static String script(Locale locale) {
    if (locale.getLanguage().equals("zh") && locale.getScript().isEmpty()) {
      return WITH_TRADITIONAL_CHINESE.contains(locale.getCountry()) ? "Hant" : "Hans";
    }
    return locale.getScript();
  }

  /** The code (BCP 47) of a piece's language, as short as no other piece has it. */
  String code(String piece) {
    Locale own = LanguageCodes.locale(piece);
    long same = pieces.stream().filter(other -> LanguageCodes.isSame(other, piece)).count();
    return same > 1 ? own.toLanguageTag() : own.getLanguage();
  }

  /** Some of them, for people. */
  String some() {
    String first =
        pieces.stream().limit(SOME).map(LanguageCodes::bare).collect(Collectors.joining(", "));
    return pieces.size() > SOME ? first + ", ..." : first;
  }
}
