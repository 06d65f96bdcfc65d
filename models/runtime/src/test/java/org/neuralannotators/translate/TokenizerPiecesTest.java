package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.StandIns;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate;
import org.neuralannotators.translate.text.TextTemplate.SourceLanguage;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;
import org.neuralannotators.translate.text.Word;

class TokenizerPiecesTest {
  private static TokenizerPieces told(SourceLanguage source, TargetLanguage target) {
    return TinyTextToText.pieces(
        new TextPairRules("en", "de", TinyTextToText.template(source, target)));
  }

  private static int[] ids(String pieces) {
    return Arrays.stream(pieces.split(" ", -1)).mapToInt(TinyTextToText::id).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST, FIRST, eng_Latn \u2581a bc </s>",
    "UNTOLD, IN_SOURCE, deu_Latn \u2581a bc </s>",
    "LAST, BEGIN, \u2581a bc </s> eng_Latn",
    "UNTOLD, UNTOLD, \u2581a bc </s>",
  })
  void languagesStandWhereTheTemplateSays(
      SourceLanguage source, TargetLanguage target, String pieces) {
    assertThat(told(source, target).source("abc")).containsExactly(ids(pieces));
  }

  @Test
  void theTargetsLanguageIsItsFirstPieceOrItsBeginOrNeither() {
    TokenizerPieces first = told(SourceLanguage.FIRST, TargetLanguage.FIRST);
    assertThat(first.first()).hasValue(TinyTextToText.id("deu_Latn"));
    assertThat(first.begin()).isEmpty();
    TokenizerPieces begin = told(SourceLanguage.LAST, TargetLanguage.BEGIN);
    assertThat(begin.first()).isEmpty();
    assertThat(begin.begin()).hasValue(TinyTextToText.id("deu_Latn"));
    TokenizerPieces inSource = told(SourceLanguage.UNTOLD, TargetLanguage.IN_SOURCE);
    assertThat(inSource.first()).isEmpty();
    assertThat(inSource.begin()).isEmpty();
  }

  @Test
  void theTaskStandsBeforeTheTextAndBelongsToNoWord() {
    TokenizerPieces pieces =
        TinyTextToText.pieces(
            new TextPairRules(
                "en", "en", TextTemplate.of("b: ", List.of("<pad>"), List.of("</s>"))));
    assertThat(pieces.source("a bc"))
        .containsExactly(ids("<pad> \u2581b : \u2581a \u2581 bc </s>"));
    assertThat(pieces.sourceWords("a bc")).containsExactly(-1, -1, -1, 0, -1, 1, -1);
  }

  @Test
  void piecesOfATargetHaveTheirWordsAndLanguagesHaveNoText() {
    TokenizerPieces pieces = told(SourceLanguage.FIRST, TargetLanguage.FIRST);
    int[] target = ids("deu_Latn \u2581a bc \u2581 \u2581b c . </s>");
    assertThat(pieces.decode(target)).isEqualTo("abc  bc.");
    assertThat(pieces.targetWords(target)).containsExactly(-1, 0, 0, -1, 2, 2, 2, -1);
    assertThat(Word.numbers("abc  bc.", pieces.targetWords(target)))
        .containsExactly(-1, 0, 0, -1, 1, 1, 1, -1);
  }

  @ParameterizedTest
  @CsvSource({"xyz a, true", "a bc xy, false", "a bc, false"})
  void sourcesOfUnknownCharactersAreTold(String text, boolean unknown) {
    TokenizerPieces pieces = told(SourceLanguage.FIRST, TargetLanguage.FIRST);
    SourcePart part =
        new SourcePart(
            new Word(0, text.length()),
            text,
            StandIns.none(text),
            pieces.source(text),
            false,
            false);
    assertThat(pieces.isMostlyUnknown(List.of(part))).isEqualTo(unknown);
  }

  @Test
  void piecesThatTheTokenizerLacksAreRefused() {
    TextPairRules rules =
        new TextPairRules("en", "de", TextTemplate.of("", List.of("[CLS]"), List.of()));
    assertThatThrownBy(() -> TinyTextToText.pieces(rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[CLS]", "[16]");
  }
}
