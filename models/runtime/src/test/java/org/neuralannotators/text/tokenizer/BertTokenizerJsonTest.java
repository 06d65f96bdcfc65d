package org.neuralannotators.text.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Encoding;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.WordPieceTokenizer;
import org.neuralannotators.text.WordPieces;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

class BertTokenizerJsonTest {
  private static final List<String> TEXTS =
      List.of(
          "unaffable u unaffx",
          "",
          " \t\r\n\u00A0\u2003",
          "R\u00E9sum\u00C9s Resumes caf\u00E9",
          "cafe\u0301 u",
          "\u0130 I\u0307 \u03A3\u03A3 \u01C5 \uFB01 \u1E9E",
          "u\u6771\u4EACa \uD83D\uDE00 a\uD840\uDC00u \uF900",
          "u\uD83Dn u\uDE00n",
          "don't,u ##s # ## ##",
          "[SEP] [CLS] [MASK] [sep]",
          "u\u0000n\u200Baf\u00ADfable u\u0007 u\uFFFDn u\uE000n",
          "a".repeat(100),
          "a".repeat(101) + " u",
          "\uD83D\uDE00".repeat(101),
          "\uAC00\uAC01 \u1100\u1161",
          "\u0B94 \u0BCA \u0958",
          "a\u0327\u0301 a\u0301\u0327",
          "\u2028a\u2029b\u0085c\u3000d");

  /** A normal form may change their order; which of them a piece is of isn't told then. */
  private static final Pattern REORDERED_MARKS = Pattern.compile("\\p{M}\\p{C}*\\p{M}");

  /** A character a piece, so that a word's characters can be told apart. */
  private static List<String> pieces() {
    List<String> pieces =
        new ArrayList<>(
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able"));
    pieces.addAll(List.of("resume", "Resume", "caf", "cafe", "##s", "don", "sep", "##"));
    IntStream.concat(IntStream.range('!', 0x3000), IntStream.range(0x4E00, 0x6800))
        .filter(Character::isDefined)
        .mapToObj(Character::toString)
        .forEach(
            character -> {
              pieces.add(character);
              pieces.add("##" + character);
            });
    return pieces;
  }

  private static String random(Random random) {
    int[] characters =
        random
            .ints(random.nextInt(14), 0, 8)
            .map(
                kind ->
                    switch (kind) {
                      case 0, 1, 2 -> ' ' + random.nextInt(0x60);
                      case 3 -> 0x80 + random.nextInt(0x700);
                      case 4 -> 0x300 + random.nextInt(0x70);
                      case 5 -> random.nextInt(0x3400);
                      case 6 -> 0x3400 + random.nextInt(0xCC00);
                      default -> random.nextInt(0x30000);
                    })
            .toArray();
    return new String(characters, 0, characters.length);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true, true",
    "true, true, false, false",
    "true, true, false, true",
    "true, true, true, false",
    "true, false, true, true",
    "false, true, false, true",
    "false, false, false, false"
  })
  void givesThePiecesOfTheEarlierTokenizer(
      boolean clean, boolean ideographs, boolean stripAccents, boolean lowerCase) {
    BertNormalization normalization =
        new BertNormalization(clean, ideographs, stripAccents, lowerCase);
    List<String> pieces = pieces();
    WordPieceTokenizer earlier = new WordPieceTokenizer(pieces, normalization);
    PieceTokenizer tokenizer =
        PieceTokenizer.read(BertTokenizerJson.of(pieces, normalization), SpecialsInText.AS_TEXT);
    Random random = new Random(3);
    List<String> texts = new ArrayList<>(TEXTS);
    IntStream.range(0, 20_000).forEach(i -> texts.add(random(random)));
    for (String text : texts) {
      WordPieces expected = earlier.tokenize(text);
      Encoding found = tokenizer.encode(text);
      assertThat(found.ids()).as(text).isEqualTo(expected.ids());
      assertThat(found.tokens()).as(text).isEqualTo(expected.words());
      if (!REORDERED_MARKS.matcher(text).find()) {
        assertThat(found.begins()).as(text).isEqualTo(expected.begins());
        assertThat(found.ends()).as(text).isEqualTo(expected.ends());
      }
    }
  }

  @Test
  void sequencesStandBetweenSpecialTokens() {
    SpecialTokens special =
        PieceTokenizer.read(
                BertTokenizerJson.of(pieces(), BertNormalization.CASED), SpecialsInText.AS_TEXT)
            .special();
    SpecialTokens.Assembled pair = special.around(new int[] {9}, new int[] {10, 11});
    assertThat(special.around(new int[] {9}).ids()).containsExactly(2, 9, 3);
    assertThat(pair.ids()).containsExactly(2, 9, 3, 10, 11, 3);
    assertThat(pair.segments()).containsExactly(0, 0, 0, 1, 1, 1);
  }

  @Test
  void specialTokensAreFoundInTextWhereThatIsWanted() {
    PieceTokenizer tokenizer =
        PieceTokenizer.read(
            BertTokenizerJson.of(pieces(), BertNormalization.UNCASED), SpecialsInText.AS_TOKENS);
    assertThat(tokenizer.encode("un[MASK]un").ids()).containsExactly(5, 4, 5);
    assertThat(tokenizer.decode(2, 5, 6, 7, 8, 3)).isEqualTo("unaffable resume");
  }

  @Test
  void aVocabularyWithoutTheUnknownPieceIsRefused() {
    assertThatThrownBy(() -> BertTokenizerJson.of(List.of("a"), BertNormalization.CASED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[1]", "[[UNK]]");
  }

  @Test
  void aVocabularyWithoutSpecialTokensAddsNone() {
    assertThat(
            PieceTokenizer.read(
                    BertTokenizerJson.of(List.of("[UNK]", "a"), BertNormalization.CASED),
                    SpecialsInText.AS_TEXT)
                .special())
        .isEqualTo(SpecialTokens.NONE);
  }
}
