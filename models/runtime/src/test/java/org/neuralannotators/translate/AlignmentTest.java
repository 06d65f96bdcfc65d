package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.translate.text.Word;

class AlignmentTest {
  /** Of "ab cd." and "x yz". */
  private static final Alignment WORDS =
      new Alignment(
          List.of(new Word(0, 2), new Word(3, 6)),
          List.of(new Word(0, 1), new Word(2, 4)),
          List.of(new float[] {0.75f, 0.25f}, new float[] {0.5f, 0.125f}));

  @Test
  void tokensThatShareAWordHaveItsWeights() {
    Alignment tokens =
        WORDS.byTokens(
            List.of(new Word(0, 2), new Word(3, 5), new Word(5, 6)),
            List.of(new Word(0, 1), new Word(2, 3), new Word(3, 4)));
    assertThat(tokens.weights())
        .containsExactly(
            new float[] {0.75f, 0.25f, 0.25f},
            new float[] {0.5f, 0.125f, 0.125f},
            new float[] {0.5f, 0.125f, 0.125f});
  }

  @Test
  void aTokenOfSeveralWordsHasTheSumInTheSourceAndTheMeanInTheTarget() {
    Alignment tokens = WORDS.byTokens(List.of(new Word(0, 6)), List.of(new Word(0, 4)));
    assertThat(tokens.weights()).containsExactly(new float[] {(1f + 0.625f) / 2});
  }

  @Test
  void aTokenOutsideOfAllWordsHasNoWeight() {
    Alignment tokens =
        WORDS.byTokens(List.of(new Word(2, 3)), List.of(new Word(1, 2), new Word(0, 1)));
    assertThat(tokens.weights()).containsExactly(new float[] {0}, new float[] {0});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Hallo, Welt!      | Hallo _ , _ Welt _ !",
        "(z.B. E-Mail)...  | ( _ z.B _ . _ E-Mail _ ) _ . _ . _ .",
        "Ich hab's, 3,5 %. | Ich _ hab's _ , _ 3,5 _ % _ .",
        "\uD83D\uDE00 é\u0301\u00A0x | \uD83D\uDE00 _ é\u0301 _ x",
        "` `               | ``",
      })
  void punctuationAroundAWordIsATokenOfItsOwn(String text, String tokens) {
    assertThat(
            String.join(
                " _ ",
                Word.tokens(text).stream()
                    .map(token -> text.substring(token.begin(), token.end()))
                    .toList()))
        .isEqualTo(tokens);
  }

  @Test
  void alignmentSumsOverPiecesOfTheSourceAndAveragesOverThoseOfTheTarget() {
    List<Word> source = List.of(new Word(0, 3), new Word(4, 6));
    List<Word> target = List.of(new Word(0, 5));
    float[][] attention = {{0.1f, 0.2f, 0.6f, 0.1f}, {0.3f, 0.4f, 0.2f, 0.1f}};
    Alignment alignment =
        Alignment.of(source, target, new int[] {0, 0, 1}, new int[] {0, 0}, attention);
    assertThat(alignment.weights().get(0)).containsExactly(new float[] {0.5f, 0.4f}, offset(1e-6f));
    Alignment twice =
        Alignment.join(List.of(alignment, alignment), new int[] {0, 7}, new int[] {0, 6});
    assertThat(twice.source())
        .containsExactly(new Word(0, 3), new Word(4, 6), new Word(7, 10), new Word(11, 13));
    assertThat(twice.target()).containsExactly(new Word(0, 5), new Word(6, 11));
    assertThat(twice.weights().get(1))
        .containsExactly(new float[] {0, 0, 0.5f, 0.4f}, offset(1e-6f));
  }
}
