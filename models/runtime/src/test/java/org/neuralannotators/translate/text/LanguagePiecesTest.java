package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagePiecesTest {
  private static final LanguagePieces NLLB =
      new LanguagePieces(
          List.of("arb_Arab", "arb_Latn", "deu_Latn", "eng_Latn", "zho_Hans", "zho_Hant"));

  private static final LanguagePieces MBART =
      new LanguagePieces(List.of("en_XX", "de_DE", "pt_XX", "zh_CN"));

  private static final LanguagePieces MARIAN =
      new LanguagePieces(List.of(">>deu<<", ">>pt<<", ">>pt_BR<<", ">>cmn_Hant<<"));

  @ParameterizedTest
  @CsvSource({
    "de, deu_Latn",
    "de-AT, deu_Latn",
    "DEU, deu_Latn",
    "deu_Latn, deu_Latn",
    "ar, arb_Arab",
    "ar-Latn, arb_Latn",
    "zh, zho_Hans",
    "zh-TW, zho_Hant",
    "zh-Hant-HK, zho_Hant",
  })
  void languagesOfThreeLettersAndAScript(String code, String piece) {
    assertThat(NLLB.find(code)).contains(piece);
  }

  @ParameterizedTest
  @CsvSource({"en, en_XX", "en_XX, en_XX", "de, de_DE", "pt-BR, pt_XX", "zh, zh_CN"})
  void languagesWithARegion(String code, String piece) {
    assertThat(MBART.find(code)).contains(piece);
  }

  @ParameterizedTest
  @CsvSource({
    "de, >>deu<<",
    ">>deu<<, >>deu<<",
    "pt, >>pt<<",
    "pt-BR, >>pt_BR<<",
    "pt_BR, >>pt_BR<<",
    "zh, >>cmn_Hant<<",
  })
  void languagesInMarks(String code, String piece) {
    assertThat(MARIAN.find(code)).contains(piece);
    assertThat(new LanguagePieces(List.of("__de__")).find("de")).contains("__de__");
  }

  @ParameterizedTest
  @CsvSource({"fr", "mul", "und", "''", "?"})
  void otherLanguagesHaveNoPiece(String code) {
    assertThat(NLLB.find(code)).isEmpty();
  }

  @Test
  void aLanguagesCodeIsAsShortAsNoOthers() {
    assertThat(NLLB.pieces().stream().map(NLLB::code))
        .containsExactly("ar-Arab", "ar-Latn", "de", "en", "zh-Hans", "zh-Hant");
    assertThat(MBART.pieces().stream().map(MBART::code)).containsExactly("en", "de", "pt", "zh");
    assertThat(MARIAN.pieces().stream().map(MARIAN::code))
        .containsExactly("de", "pt", "pt-BR", "zh");
    NLLB.pieces().forEach(piece -> assertThat(NLLB.find(NLLB.code(piece))).contains(piece));
  }

  @Test
  void fewAreNamedToPeople() {
    assertThat(MBART.some()).isEqualTo("en-XX, de-DE, pt-XX, zh-CN");
  }
}
