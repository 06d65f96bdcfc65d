package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.translate.ParallelText;

class LengthScoresTest {
  @Test
  void eachSourceCountsInTheGroupOfItsLength() {
    List<ParallelText> pairs =
        List.of(
            new ParallelText("", ""),
            new ParallelText("one two", "the cat sat on the mat"),
            new ParallelText(" one  two three ", "the dog ran to the cat"),
            new ParallelText("a b c d e f g", "it is very late today"));
    List<String> found =
        List.of("", "the cat sat on the mat", "something else altogether", "it is very late today");
    // chrF is sacreBLEU's.
    assertThat(LengthScores.of(List.of(2, 4, 6), pairs, found, false))
        .usingRecursiveFieldByFieldElementComparator(
            RecursiveComparisonConfiguration.builder()
                .withComparatorForType(new DoubleComparator(1e-9), Double.class)
                .build())
        .containsExactly(
            new LengthScores(0, 2, 2, 100, 100),
            new LengthScores(3, 4, 1, 0, 17.778860341974347),
            new LengthScores(7, null, 1, 100, 100));
  }

  @Test
  void caseCountsUnlessTheTranslatorKnowsLowerCaseAlone() {
    List<ParallelText> pairs = List.of(new ParallelText("a", "The Cat Sat Down Here"));
    List<String> found = List.of("the cat sat down here");
    assertThat(LengthScores.of(List.of(), pairs, found, true).get(0).bleu())
        .isEqualTo(100, offset(1e-9));
    assertThat(LengthScores.of(List.of(), pairs, found, false).get(0).bleu()).isZero();
  }

  @Test
  void groupsAreReportedWithTheirLimits() {
    assertThat(new LengthScores(11, 20, 345, 41.234, 60.006).report())
        .isEqualTo("11 to 20 words: BLEU 41.23, chrF 60.01 (345 sentences)");
    assertThat(new LengthScores(21, null, 1, 9, 10).report())
        .isEqualTo("21 and more words: BLEU 9.00, chrF 10.00 (1 sentences)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10,10", "20,10"})
  void limitsThatDoNotRiseAreRefused(String limits) {
    StringWriter errors = new StringWriter();
    int status =
        NeuralAnnotators.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors),
            new String[] {"evaluate", "mt", "--model", "x", "--data", "x", "--by-length", limits});
    assertThat(status).isEqualTo(2);
    assertThat(errors.toString()).contains("[--by-length] is [" + limits.replace(",", ", ") + "]");
  }
}
