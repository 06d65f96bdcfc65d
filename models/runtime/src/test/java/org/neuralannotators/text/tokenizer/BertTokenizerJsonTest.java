package org.neuralannotators.text.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;

class BertTokenizerJsonTest {
  private static List<String> pieces() {
    return List.of(
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "resume", "caf", "s",
        "don");
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
