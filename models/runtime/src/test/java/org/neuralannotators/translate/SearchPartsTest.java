package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.neuralannotators.generate.PartialTarget;
import org.neuralannotators.generate.SamplingChooser;
import org.neuralannotators.translate.network.Sinusoids;
import org.neuralannotators.translate.text.SourceSplitter;
import org.neuralannotators.generate.TargetScore;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.Word;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a translator that need no network. */
class SearchPartsTest {
  private static final float[] FIRST = {0.9f, 0.05f, 0.05f};
  private static final float[] SECOND = {0.6f, 0.25f, 0.15f};

  private static PartialTarget target() {
    return PartialTarget.begin(0).with(7, Math.log(0.5), FIRST).with(1, Math.log(0.25), SECOND);
  }

  @Test
  void aTargetKnowsItsPiecesProbabilityAndCoverage() {
    assertThat(target().pieces()).containsExactly(7, 1);
    assertThat(target().logProbability()).isCloseTo(Math.log(0.125), offset(1e-12));
    assertThat(target().alignments()).isDeepEqualTo(new float[][] {FIRST, SECOND});
    // The end of the source is not counted.
    assertThat(target().coverage()).containsExactly(new double[] {1.5, 0.3}, offset(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    // No penalties: the logarithm of the probability.
    "0, 0, -2.0794415",
    // Length 2: lp = (7 / 6)^1.
    "1, 0, -1.7823785",
    // Coverage 1.5 counts as 1, coverage 0.3 as it is: 0.5 log 0.3.
    "0, 0.5, -2.6814279"
  })
  void scoreHasThePenaltiesOfWuAndOthers(double length, double coverage, double expected) {
    assertThat(new TargetScore(length, coverage).of(target())).isCloseTo(expected, offset(1e-6));
  }

  @Test
  void boundIsWhatTheTargetWouldScoreAtTheGreatestLength() {
    TargetScore score = new TargetScore(1, 0);
    assertThat(score.bound(target(), 7)).isCloseTo(Math.log(0.125) / 2, offset(1e-9));
  }

  @Test
  void drawingFollowsTheProbabilities() {
    SamplingChooser plain = new SamplingChooser(1, List.of());
    float[] probabilities = {0.5f, 0.2f, 0, 0.3f};
    // The begin, of number 0, is never drawn.
    assertThat(plain.draw(probabilities, 0)).isEqualTo(1);
    assertThat(plain.draw(probabilities, 0.39)).isEqualTo(1);
    assertThat(plain.draw(probabilities, 0.41)).isEqualTo(3);
    assertThat(plain.draw(probabilities, Math.nextDown(1.0))).isEqualTo(3);
    // At temperature 1/2 the weights are 0.04 and 0.09.
    SamplingChooser cold = new SamplingChooser(0.5, List.of());
    assertThat(cold.draw(probabilities, 0.30)).isEqualTo(1);
    assertThat(cold.draw(probabilities, 0.31)).isEqualTo(3);
  }

  @Test
  void sinusoidsAreThoseOfThePaper() {
    float[][] table = Sinusoids.table(3, 4);
    assertThat(table[0]).containsExactly(0, 1, 0, 1);
    assertThat(table[2])
        .containsExactly(
            new float[] {
              (float) Math.sin(2),
              (float) Math.cos(2),
              (float) Math.sin(0.02),
              (float) Math.cos(0.02)
            },
            offset(1e-6f));
  }

  private static List<String> split(String text, int most) {
    return new SourceSplitter(Locale.ENGLISH, part -> part.length() <= most)
        .split(text).stream().map(part -> text.substring(part.begin(), part.end())).toList();
  }

  @Test
  void longTextsAreSplitBetweenSentencesThenWordsThenCharacters() {
    String text = "One two. Three. Four five six.";
    assertThat(split(text, 30)).containsExactly(text);
    assertThat(split(text, 16)).containsExactly("One two. Three. ", "Four five six.");
    assertThat(split(text, 10)).containsExactly("One two. ", "Three. ", "Four five ", "six.");
    assertThat(split("abcdefgh ij", 3)).containsExactly("abc", "def", "gh ", "ij");
    assertThat(split("", 3)).containsExactly("");
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

  @Test
  void wordsAreNumberedWithoutTheNothingBetweenTwoSpaces() {
    assertThat(Word.betweenSpaces("a  b")).containsExactly(new Word(0, 1), new Word(3, 4));
    assertThat(Word.numbers("a  b", new int[] {0, 1, 2, 2})).containsExactly(0, -1, 1, 1);
  }

  @Test
  void textsAreReadWithOneSpaceBetweenWords() {
    TextPairRules rules = new TextPairRules("tr", "en", true);
    assertThat(rules.source("  I\n\tS\u00A0x ")).isEqualTo("ı s x");
    assertThat(rules.target("I S")).isEqualTo("i s");
  }
}
