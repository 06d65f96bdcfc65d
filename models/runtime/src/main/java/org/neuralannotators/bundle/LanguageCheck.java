package org.neuralannotators.bundle;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Whether a model serves the language of a document: the two have the same primary subtag (BCP 47),
 * in any case and with any separator, so that {@code en-US}, {@code EN} and {@code en_GB} are
 * {@code en}. A language that isn't known ({@code x-unspecified} of UIMA, {@code und}, none)
 * passes, and so does any where the model is for several ({@code mul}, {@code xx}).
 *
 * <p>Thread-safe if the consumer of warnings is.
 */
public final class LanguageCheck {
  /** Subtags that name no language: undetermined, several, private use, and those in practice. */
  private static final Set<String> ANY = Set.of("", "x", "und", "mul", "xx");

  private final String model;
  private final String language;
  private final LanguageMismatch mismatch;
  private final Consumer<String> warnings;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * @param manifest of the model
   * @param warnings takes a sentence for people
   */
  public LanguageCheck(
      ModelManifest manifest, LanguageMismatch mismatch, Consumer<String> warnings) {
    model = manifest.name();
    language = Objects.requireNonNullElse(manifest.language(), "");
    this.mismatch = mismatch;
    this.warnings = warnings;
  }

  /**
   * Checks the language of a document; warns at most once of each.
   *
   * @param documentLanguage may be null
   * @throws IllegalArgumentException when the model doesn't serve it and that is an error
   */
  public void check(String documentLanguage) {
    if (mismatch == LanguageMismatch.IGNORE || serves(documentLanguage)) {
      return;
    }
    if (mismatch == LanguageMismatch.ERROR) {
      throw new IllegalArgumentException(message(documentLanguage));
    }
    if (warned.add(primarySubtag(documentLanguage))) {
      warnings.accept(message(documentLanguage) + ". This is said once for each language.");
    }
  }

  /** Whether the model serves a language, which may be null. */
  public boolean serves(String documentLanguage) {
    String wanted = primarySubtag(documentLanguage);
    String served = primarySubtag(language);
    return wanted.equals(served) || ANY.contains(wanted) || ANY.contains(served);
  }

  private String message(String documentLanguage) {
    return "A document is in the language ["
        + documentLanguage
        + "], and the model ["
        + model
        + "] is for ["
        + language
        + "]; expected the same language. Choose a model for it, correct the document's language,"
        + " or set [languageMismatch] to [IGNORE]";
  }

  /** The first part of a language tag, in small letters; empty of none. */
  public static String primarySubtag(String language) {
    return language == null ? "" : language.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
  }
}
