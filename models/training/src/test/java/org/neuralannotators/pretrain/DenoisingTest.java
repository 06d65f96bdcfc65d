package org.neuralannotators.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenoisingTest {
  private final RandomGenerator random = new SplittableRandom(5);

  /** Distinct pieces, none of them the mask. */
  private static int[] text(int pieces) {
    return IntStream.range(10, 10 + pieces).toArray();
  }

  /** Each piece is a word. */
  private int[] noised(Denoising denoising, int pieces) {
    return denoising.add(text(pieces), IntStream.range(0, pieces).toArray(), random);
  }

  private static long masks(int[] pieces) {
    return IntStream.of(pieces).filter(piece -> piece == Denoising.MASK).count();
  }

  private static List<Integer> others(int[] pieces) {
    return IntStream.of(pieces).filter(piece -> piece != Denoising.MASK).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 30})
  void withoutAnyNoiseTextStaysAsItIs(int pieces) {
    assertThat(noised(new Denoising(0.0, 3.0, 0.0, 0), pieces)).containsExactly(text(pieces));
  }

  @ParameterizedTest
  @CsvSource({"0.3, 3", "0.5, 1", "0.15, 10"})
  void theShareIsMaskedInSpansOfTheMeanLength(double share, double length) {
    int pieces = 20_000;
    int[] noised = noised(new Denoising(share, length, 0.0, 0), pieces);
    double left = others(noised).size();
    assertThat(1 - left / pieces).isCloseTo(share, offset(1e-3));
    assertThat((pieces - left) / masks(noised)).isCloseTo(length, offset(0.05 * length));
    assertThat(others(noised)).isSorted();
  }

  @Test
  void shortTextsHaveTheShareInTheMean() {
    Denoising denoising = new Denoising(0.3, 3.0, 0.0, 0);
    int texts = 20_000;
    long left = IntStream.range(0, texts).mapToLong(i -> others(noised(denoising, 2)).size()).sum();
    assertThat(1 - left / (2.0 * texts)).isCloseTo(0.3, offset(0.01));
  }

  @Test
  void masksAreAnywhere() {
    Denoising denoising = new Denoising(0.3, 3.0, 0.0, 0);
    int[] masked = new int[10];
    for (int i = 0; i < 10_000; i++) {
      List<Integer> left = others(noised(denoising, 10));
      for (int place = 0; place < 10; place++) {
        masked[place] += left.contains(10 + place) ? 0 : 1;
      }
    }
    // Spans of more than one piece cover the ends more seldom.
    assertThat(Arrays.stream(masked)).allMatch(times -> times > 1000 && times < 4500);
    assertThat(Arrays.stream(masked).sum()).isEqualTo(30_000);
  }

  @Test
  void theShareIsDeletedAndNoMaskIs() {
    int[] noised = noised(new Denoising(0.0, 3.0, 0.1, 0), 20_000);
    assertThat(noised.length / 20_000.0).isCloseTo(0.9, offset(0.01));
    assertThat(others(noised)).isSorted().hasSize(noised.length);
    assertThat(noised(new Denoising(0.999, 3.0, 0.999, 0), 3000)).contains(Denoising.MASK);
  }

  @Test
  void somethingIsLeftAndNothingIsLonger() {
    Denoising denoising = new Denoising(0.5, 1.0, 0.99, 3);
    for (int pieces = 1; pieces < 500; pieces++) {
      assertThat(noised(denoising, pieces)).hasSizeBetween(1, pieces);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void wordsMoveNoFurtherThanTheWindow(int window) {
    int[] noised = noised(new Denoising(0.0, 3.0, 0.0, window), 2000);
    assertThat(noised).containsExactlyInAnyOrder(text(2000));
    int[] moved = IntStream.range(0, 2000).map(i -> Math.abs(noised[i] - 10 - i)).toArray();
    assertThat(Arrays.stream(moved).max().getAsInt()).isBetween(Math.max(1, window - 1), window);
    assertThat(Arrays.stream(moved).filter(places -> places > 0).count()).isGreaterThan(400);
  }

  @Test
  void thePiecesOfAWordStayTogetherInOrder() {
    int[] pieces = text(900);
    int[] words = IntStream.range(0, 900).map(i -> i / 3).toArray();
    int[] noised = new Denoising(0.0, 3.0, 0.0, 3).add(pieces, words, random);
    assertThat(noised).isNotEqualTo(pieces).containsExactlyInAnyOrder(pieces);
    for (int i = 0; i < noised.length; i += 3) {
      assertThat((noised[i] - 10) % 3).isZero();
      assertThat(noised[i + 1]).isEqualTo(noised[i] + 1);
      assertThat(noised[i + 2]).isEqualTo(noised[i] + 2);
    }
  }

  @Test
  void defaultsAreThoseOfThePapers() {
    assertThat(new Denoising(null, null, null, null)).isEqualTo(new Denoising(0.3, 3.0, 0.1, 3));
  }

  @Test
  void theSameSeedMakesTheSameNoise() {
    Denoising denoising = new Denoising(null, null, null, null);
    int[] words = IntStream.range(0, 50).toArray();
    List<String> noised =
        IntStream.of(7, 7, 8)
            .mapToObj(seed -> denoising.add(text(50), words, new SplittableRandom(seed)))
            .map(Arrays::toString)
            .collect(Collectors.toList());
    assertThat(noised.get(1)).isEqualTo(noised.get(0)).isNotEqualTo(noised.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 0, 0, [1.0]",
    "-0.1, 3, 0, 0, [-0.1]",
    "NaN, 3, 0, 0, [NaN]",
    "0, 3, 1.5, 0, [1.5]",
    "0, 0.5, 0, 0, [0.5]",
    "0, 1e9, 0, 0, [1.0E9]",
    "0, 3, 0, -1, [-1]"
  })
  void impossibleNoiseIsRefused(
      double masked, double length, double deleted, int window, String named) {
    assertThatThrownBy(() -> new Denoising(masked, length, deleted, window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(named, "expected");
  }
}
