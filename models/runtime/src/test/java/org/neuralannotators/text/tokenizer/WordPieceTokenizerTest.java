package org.neuralannotators.text.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.Tokenizer;

/** Cases worked by hand from the description of BERT's tokenizer. */
class WordPieceTokenizerTest {
  private static final List<String> PIECES =
      List.of(
          "[UNK]",
          "un",
          "##aff",
          "##able",
          "u",
          "resume",
          "Resume",
          "##s",
          "\u6771",
          "\u4EAC",
          ",",
          "[",
          "]",
          "sep",
          "\uD83D\uDE00",
          "a",
          "##a",
          "##\u00E9",
          "caf",
          "cafe",
          "\uD840\uDC00",
          "i",
          "#",
          "don",
          "'",
          "t");

  private static final Tokenizer UNCASED = tokenizer(BertNormalization.UNCASED);

  private static final Tokenizer CASED = tokenizer(BertNormalization.CASED);

  private static Tokenizer tokenizer(BertNormalization normalization) {
    return StoredTokenizer.of(BertTokenizerJson.of(PIECES, normalization)).tokenizer();
  }

  /** Pieces as {@code piece(begin,end)word}. */
  private static List<String> pieces(Tokenizer tokenizer, String text) {
    Encoding pieces = tokenizer.encode(text);
    List<String> result = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      result.add(
          PIECES.get(pieces.ids()[i])
              + "("
              + pieces.begins()[i]
              + ","
              + pieces.ends()[i]
              + ")"
              + pieces.tokens()[i]);
    }
    return result;
  }

  @Test
  void wordsAreCutIntoTheLongestPieces() {
    assertThat(pieces(UNCASED, "unaffable u"))
        .containsExactly("un(0,2)0", "##aff(2,5)0", "##able(5,9)0", "u(10,11)1");
  }

  @Test
  void aWordThatCanNotBeCutIsUnknownAsAWhole() {
    assertThat(pieces(UNCASED, "unaffx u")).containsExactly("[UNK](0,6)0", "u(7,8)1");
  }

  @Test
  void emptyTextAndWhiteSpaceHaveNoPieces() {
    assertThat(pieces(UNCASED, "")).isEmpty();
    assertThat(pieces(UNCASED, " \t\r\n\u00A0\u2003")).isEmpty();
  }

  @Test
  void accentsAndCaseAreTakenAwayFromUncasedText() {
    assertThat(pieces(UNCASED, "R\u00E9sum\u00C9s")).containsExactly("resume(0,6)0", "##s(6,7)0");
    assertThat(pieces(CASED, "Resumes")).containsExactly("Resume(0,6)0", "##s(6,7)0");
    assertThat(pieces(CASED, "caf\u00E9")).containsExactly("caf(0,3)0", "##\u00E9(3,4)0");
  }

  @Test
  void aCombiningAccentBelongsToNoPiece() {
    assertThat(pieces(UNCASED, "cafe\u0301 u")).containsExactly("cafe(0,4)0", "u(6,7)1");
  }

  @Test
  void aCapitalWithADotBecomesAPlainLetter() {
    assertThat(pieces(UNCASED, "\u0130")).containsExactly("i(0,1)0");
  }

  @Test
  void ideographsAreWordsOfTheirOwn() {
    assertThat(pieces(UNCASED, "u\u6771\u4EACa"))
        .containsExactly("u(0,1)0", "\u6771(1,2)1", "\u4EAC(2,3)2", "a(3,4)3");
  }

  @Test
  void offsetsCountUtf16Units() {
    assertThat(pieces(UNCASED, "\uD83D\uDE00 a\uD840\uDC00u"))
        .containsExactly("\uD83D\uDE00(0,2)0", "a(3,4)1", "\uD840\uDC00(4,6)2", "u(6,7)3");
  }

  @Test
  void aLoneSurrogateIsRemoved() {
    assertThat(pieces(UNCASED, "u\uD83Dn")).containsExactly("un(0,3)0");
  }

  @Test
  void punctuationStandsAlone() {
    assertThat(pieces(UNCASED, "don't,u"))
        .containsExactly("don(0,3)0", "'(3,4)1", "t(4,5)2", ",(5,6)3", "u(6,7)4");
    assertThat(pieces(UNCASED, "##s")).containsExactly("#(0,1)0", "#(1,2)1", "[UNK](2,3)2");
  }

  @Test
  void aSpecialTokenInTextIsText() {
    assertThat(pieces(UNCASED, "[SEP]")).containsExactly("[(0,1)0", "sep(1,4)1", "](4,5)2");
  }

  @Test
  void controlsAreRemovedInsideOfWords() {
    assertThat(pieces(UNCASED, "u\u0000n\u200Baf\u00ADfable"))
        .containsExactly("un(0,3)0", "##aff(4,8)0", "##able(8,12)0");
    assertThat(pieces(UNCASED, "u\u0007")).containsExactly("u(0,1)0");
  }

  @Test
  void aWordOfMoreThanAHundredCharactersIsUnknown() {
    assertThat(pieces(UNCASED, "a".repeat(100))).hasSize(100);
    assertThat(pieces(UNCASED, "a".repeat(101) + " u"))
        .containsExactly("[UNK](0,101)0", "u(102,103)1");
  }

  @Test
  void aVocabularyWithoutTheUnknownPieceIsRefused() {
    assertThatThrownBy(() -> BertTokenizerJson.of(List.of("a"), BertNormalization.CASED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[1]", "[[UNK]]");
  }
}
