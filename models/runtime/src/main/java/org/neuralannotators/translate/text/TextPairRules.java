package org.neuralannotators.translate.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the texts of a translator are; in the manifest.
 *
 * @param sourceLanguage language code (BCP 47) of the sources; {@code mul} for many, {@code und}
 *     where it isn't known
 * @param targetLanguage language code of the targets, likewise
 * @param lowercase whether both are lower-cased
 * @param singleSentences whether hardly a source of the training data has several sentences; null
 *     where that isn't known, as of bundles that don't say it
 * @param template what stands around a source; null where nothing does, as of the pieces that are
 *     learnt here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextPairRules(
    String sourceLanguage,
    String targetLanguage,
    boolean lowercase,
    Boolean singleSentences,
    TextTemplate template) {
  private static final double FEW = 0.1;

  /** Of pieces that are learnt here, without word of how many sentences sources have. */
  public TextPairRules(String sourceLanguage, String targetLanguage, boolean lowercase) {
    this(sourceLanguage, targetLanguage, lowercase, null, null);
  }

  /** Of a tokenizer, which does with capitals and blanks what it likes. */
  public TextPairRules(String sourceLanguage, String targetLanguage, TextTemplate template) {
    this(sourceLanguage, targetLanguage, false, null, template);
  }

  /** The same with what training data says of sentences. */
  public TextPairRules learntFrom(List<String> sources) {
    SentenceBreaks sentences = new SentenceBreaks(Locale.forLanguageTag(sourceLanguage));
    long several = sources.stream().filter(source -> sentences.of(source).size() > 1).count();
    return new TextPairRules(
        sourceLanguage, targetLanguage, lowercase, several <= FEW * sources.size(), template);
  }

  /**
   * The same for the texts that somebody asks for: the languages are those, and no longer {@code
   * mul} where the network must be told.
   *
   * @throws IllegalArgumentException when the model isn't for such texts, or must be told of a
   *     language that isn't named
   */
  public TextPairRules chosen(TextChoice choice) {
    if (template == null) {
      return chosenOfLearnt(choice);
    }
    return new TextPairRules(
        language("sourceLanguage", choice.sourceLanguage(), sourceLanguage, template.ofSource()),
        language("targetLanguage", choice.targetLanguage(), targetLanguage, template.ofTarget()),
        lowercase,
        singleSentences,
        choice.taskPrefix() == null ? template : template.withTaskPrefix(choice.taskPrefix()));
  }

  private TextPairRules chosenOfLearnt(TextChoice choice) {
    if (choice.taskPrefix() != null && !choice.taskPrefix().isEmpty()) {
      throw new IllegalArgumentException(
          "taskPrefix [%s] for a model that reads sources as they are; expected none"
              .formatted(choice.taskPrefix()));
    }
    LanguagePieces untold = new LanguagePieces(List.of());
    language("sourceLanguage", choice.sourceLanguage(), sourceLanguage, untold);
    language("targetLanguage", choice.targetLanguage(), targetLanguage, untold);
    return this;
  }

  private static String language(String option, String asked, String own, LanguagePieces told) {
    if (!told.pieces().isEmpty()) {
      Optional<String> piece = told.find(asked == null ? own : asked);
      return piece
          .map(told::code)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s [%s]; expected one of the model's [%d]: %s"
                          .formatted(
                              option,
                              asked == null ? "" : asked,
                              told.pieces().size(),
                              told.some())));
    }
    if (asked == null) {
      return own;
    }
    if (LanguageCodes.isAny(own)) {
      return LanguageCodes.locale(asked).toLanguageTag();
    }
    if (!LanguageCodes.isSame(asked, own)) {
      throw new IllegalArgumentException(
          "%s [%s] for a model whose is [%s]; expected that. Name another bundle"
              .formatted(option, asked, own));
    }
    return own;
  }

  /** The piece that tells the network of the source's language; nothing where it isn't told. */
  public Optional<String> sourcePiece() {
    return template == null ? Optional.empty() : template.ofSource().find(sourceLanguage);
  }

  /** The piece that tells the network of the target's language; nothing where it isn't told. */
  public Optional<String> targetPiece() {
    return template == null ? Optional.empty() : template.ofTarget().find(targetLanguage);
  }

  /** Whether sources are in another language than targets. */
  boolean translates() {
    return !LanguageCodes.isSame(sourceLanguage, targetLanguage);
  }

  /** Whether the network has learnt from single sentences; translators are taken to have. */
  boolean readsSingleSentences() {
    return singleSentences == null ? translates() : singleSentences;
  }

  /** A source as a network that has learnt its own pieces reads it. */
  public String source(String text) {
    return normalize(text, sourceLanguage);
  }

  /** A target as such a network writes it. */
  public String target(String text) {
    return normalize(text, targetLanguage);
  }

  private String normalize(String text, String language) {
    String plain = Word.join(text, Word.of(text));
    return lowercase ? plain.toLowerCase(Locale.forLanguageTag(language)) : plain;
  }
}
