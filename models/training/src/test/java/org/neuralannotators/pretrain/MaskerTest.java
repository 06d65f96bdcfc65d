package org.neuralannotators.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskerTest {
  private static final int UNKNOWN = 1;
  private static final int MASK = 4;
  private static final int FIRST_ORDINARY = 5;
  private static final int INSIDE = 6;

  /** Piece 6 is inside of words. */
  private static final List<String> VOCABULARY = vocabulary();

  private static List<String> vocabulary() {
    List<String> pieces =
        new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "an", "##n"));
    for (char c = 'a'; c <= 'z'; c++) {
      pieces.add(Character.toString(c));
    }
    return pieces;
  }

  private static Masker masker(double share, double mask, double random, boolean wholeWords) {
    return new Masker(new Masking(share, mask, random, wholeWords), VOCABULARY);
  }

  @Test
  void eightyTenTenOfFifteenPercentAndNeverSpecials() {
    Masker masker = masker(0.15, 0.8, 0.1, false);
    Random random = new Random(1);
    int[] text = IntStream.range(0, 40).map(i -> i % 10 == 9 ? UNKNOWN : 7 + i % 20).toArray();
    int masks = 0;
    int same = 0;
    int all = 0;
    int draws = 4000;
    int[] places = new int[42];
    for (int i = 0; i < draws; i++) {
      MaskedSequence sequence = masker.mask(PieceSequence.of(text), random);
      assertThat(sequence.pieces()[0]).isEqualTo(2);
      assertThat(sequence.pieces()[41]).isEqualTo(3);
      // 15 % of the 36 pieces that aren't [UNK].
      assertThat(sequence.masked()).hasSize(5).doesNotHaveDuplicates().isSorted();
      for (int j = 0; j < sequence.masked().length; j++) {
        int place = sequence.masked()[j];
        int piece = sequence.pieces()[place];
        assertThat(sequence.labels()[j]).isEqualTo(text[place - 1]).isNotEqualTo(UNKNOWN);
        assertThat(piece).isGreaterThanOrEqualTo(MASK);
        masks += piece == MASK ? 1 : 0;
        same += piece == sequence.labels()[j] ? 1 : 0;
        places[place]++;
        all++;
      }
    }
    assertThat((double) masks / all).isCloseTo(0.8, offset(0.01));
    // A random piece of 28 may be the same.
    assertThat((double) same / all).isCloseTo(0.1 + 0.1 / 28, offset(0.01));
    for (int place = 1; place <= 40; place++) {
      double share = text[place - 1] == UNKNOWN ? 0 : 5.0 / 36;
      assertThat((double) places[place] / draws).isCloseTo(share, offset(0.03));
    }
  }

  @Test
  void whatIsNotMaskedStays() {
    MaskedSequence sequence =
        masker(0.15, 1, 0, false)
            .mask(PieceSequence.of(new int[] {7, 8, 9, 10, 11, 12, 13}), new Random(1));
    int[] restored = sequence.pieces().clone();
    assertThat(sequence.masked()).hasSize(1);
    restored[sequence.masked()[0]] = sequence.labels()[0];
    assertThat(restored).containsExactly(2, 7, 8, 9, 10, 11, 12, 13, 3);
    assertThat(sequence.segments()).containsOnly(0);
    assertThat(sequence.length()).isEqualTo(9);
  }

  @Test
  void segmentsOfAPairAreCountedWithTheirSeparators() {
    MaskedSequence sequence =
        masker(0.15, 0, 0, false)
            .mask(
                new PieceSequence(new int[] {7, 8}, new int[] {9}, PieceSequence.NOT_IN_ORDER),
                new Random(1));
    assertThat(sequence.pieces()).containsExactly(2, 7, 8, 3, 9, 3);
    assertThat(sequence.segments()).containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(sequence.relation()).isEqualTo(PieceSequence.NOT_IN_ORDER);
  }

  @Test
  void allPiecesOfAWordAreMaskedTogether() {
    Masker masker = masker(0.3, 1, 0, true);
    int[] text = {
      FIRST_ORDINARY, INSIDE, INSIDE, 7, FIRST_ORDINARY, INSIDE, 8, 9, UNKNOWN, INSIDE, 10, 11
    };
    int[][] words = {{1, 2, 3}, {4}, {5, 6}, {7}, {8}, {10}, {11}, {12}};
    int[] count = new int[words.length];
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      int[] masked = masker.mask(PieceSequence.of(text), random).masked();
      assertThat(masked).hasSizeBetween(1, 3);
      for (int w = 0; w < words.length; w++) {
        long some = Arrays.stream(words[w]).filter(p -> contains(masked, p)).count();
        assertThat(some).isIn(0L, (long) words[w].length);
        count[w] += some > 0 ? 1 : 0;
      }
    }
    assertThat(count).doesNotContain(0);
  }

  private static boolean contains(int[] numbers, int number) {
    return Arrays.binarySearch(numbers, number) >= 0;
  }

  @Test
  void masksDependOnTheRandomNumbersAlone() {
    Masker masker = masker(0.15, 0.8, 0.1, false);
    PieceSequence text = PieceSequence.of(IntStream.range(7, 30).toArray());
    Random random = new Random(5);
    MaskedSequence first = masker.mask(text, random);
    MaskedSequence second = masker.mask(text, random);
    MaskedSequence again = masker.mask(text, new Random(5));
    assertThat(again.pieces()).containsExactly(first.pieces());
    assertThat(second.pieces()).isNotEqualTo(first.pieces());
  }

  @Test
  void aSequenceOfUnknownWordsHasNothingToPredict() {
    MaskedSequence sequence =
        masker(0.15, 0.8, 0.1, true)
            .mask(PieceSequence.of(new int[] {UNKNOWN, UNKNOWN}), new Random(1));
    assertThat(sequence.masked()).isEmpty();
    assertThat(sequence.pieces()).containsExactly(2, UNKNOWN, UNKNOWN, 3);
  }

  @ParameterizedTest
  @CsvSource({"0,0.8,0.1", "1,0.8,0.1", "0.15,0.8,0.3", "0.15,-0.1,0.1", "NaN,0.8,0.1"})
  void sharesThatAreNoneAreRefused(double share, double mask, double random) {
    assertThatThrownBy(() -> new Masking(share, mask, random, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[masking.", "expected");
  }

  @Test
  void aVocabularyWithoutSpecialTokensIsRefused() {
    assertThatThrownBy(
            () -> new Masker(new Masking(0.15, 0.8, 0.1, false), List.of("[UNK]", "[CLS]", "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[SEP]");
  }
}
