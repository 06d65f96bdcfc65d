package org.neuralannotators.translate.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;

/**
 * What the texts of a translator are; in the manifest.
 *
 * @param sourceLanguage language code (BCP 47) of the sources
 * @param targetLanguage language code of the targets
 * @param lowercase whether both are lower-cased
 * @param singleSentences whether hardly a source of the training data has several sentences; null
 *     where that isn't known, as of bundles that don't say it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextPairRules(
    String sourceLanguage, String targetLanguage, boolean lowercase, Boolean singleSentences) {
  private static final double FEW = 0.1;

  /** Without word of how many sentences sources have. */
  public TextPairRules(String sourceLanguage, String targetLanguage, boolean lowercase) {
    this(sourceLanguage, targetLanguage, lowercase, null);
  }

  /** The same with what training data says of sentences. */
  public TextPairRules learntFrom(List<String> sources) {
    SentenceBreaks sentences = new SentenceBreaks(Locale.forLanguageTag(sourceLanguage));
    long several = sources.stream().filter(source -> sentences.of(source).size() > 1).count();
    return new TextPairRules(
        sourceLanguage, targetLanguage, lowercase, several <= FEW * sources.size());
  }

  /** Whether sources are in another language than targets. */
  boolean translates() {
    return !isSame(sourceLanguage, targetLanguage);
  }

  /** Whether the network has learnt from single sentences; translators are taken to have. */
  boolean readsSingleSentences() {
    return singleSentences == null ? translates() : singleSentences;
  }

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
