package org.neuralannotators.importing.huggingface.encoderdecoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.importing.tokenizer.ImportedTokenizer;
import org.neuralannotators.importing.tokenizer.TokenizerPair;
import org.neuralannotators.text.SpecialTokens.Part;
import org.neuralannotators.text.SpecialTokens.Sequence;
import org.neuralannotators.text.SpecialTokens.Token;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate;
import org.neuralannotators.translate.text.TextTemplate.SourceLanguage;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

/** Tells what a model's texts are, and what it reads around sources. */
final class TranslatorTexts {
  private static final String MANY = "mul";
  private static final String UNKNOWN = "und";

  private final TokenizerPair tokenizers;
  private final ModelCard card;
  private final List<String> before = new ArrayList<>();
  private final List<String> after = new ArrayList<>();
  private SourceLanguage place = SourceLanguage.UNTOLD;

  private TranslatorTexts(TokenizerPair tokenizers, ModelCard card) {
    this.tokenizers = tokenizers;
    this.card = card;
  }

  /**
   * The rules.
   *
   * @param first the piece that the model's authors want first in targets, or that the decoder
   *     reads first: it may be a language
   */
  static TextPairRules of(
      TokenizerPair tokenizers, ModelCard card, String taskPrefix, Optional<Integer> first) {
    TranslatorTexts texts = new TranslatorTexts(tokenizers, card);
    texts.readPlaces();
    return texts.rules(taskPrefix, first);
  }

  private void readPlaces() {
    ImportedTokenizer source = tokenizers.source();
    OptionalInt language = source.special(ImportedTokenizer.LANGUAGE);
    List<String> side = before;
    for (Part part : source.stored().tokenizer().special().single()) {
      if (part instanceof Sequence) {
        side = after;
      } else if (part instanceof Token token) {
        if (language.isPresent() && language.getAsInt() == token.id()) {
          place = side == before ? SourceLanguage.FIRST : SourceLanguage.LAST;
        } else {
          side.add(source.stored().tokenizer().piece(token.id()));
        }
      }
    }
  }

  private TextPairRules rules(String taskPrefix, Optional<Integer> first) {
    List<String> languages = tokenizers.languages();
    TextTemplate template =
        new TextTemplate(
            taskPrefix,
            before,
            after,
            languages.isEmpty() ? SourceLanguage.UNTOLD : place,
            languages.isEmpty() ? TargetLanguage.UNTOLD : tokenizers.targetLanguage(),
            languages);
    Optional<String> target =
        first
            .map(tokenizers.target().stored().tokenizer()::piece)
            .filter(languages::contains)
            .or(tokenizers::targetCode);
    return new TextPairRules(
        tokenizers.sourceCode().flatMap(code -> code(code, template, true)).orElseGet(this::any),
        target.flatMap(code -> code(code, template, false)).orElseGet(this::any),
        template);
  }

  private String any() {
    return tokenizers.languages().isEmpty() ? card.language().orElse(UNKNOWN) : MANY;
  }

  /** The code (BCP 47) of a language; nothing where the model isn't told of it. */
  private static Optional<String> code(String asked, TextTemplate template, boolean source) {
    String other = template.languages().stream().findFirst().orElse(MANY);
    try {
      TextPairRules rules =
          new TextPairRules(MANY, MANY, template)
              .chosen(
                  source ? new TextChoice(asked, other, null) : new TextChoice(other, asked, null));
      return Optional.of(source ? rules.sourceLanguage() : rules.targetLanguage());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
