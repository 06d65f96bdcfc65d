package org.neuralannotators.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases worked by hand from the functions of SQuAD's evaluate-v2.0.py. */
class AnswerScorerTest {
  private static void check(double exactMatch, double f1, String predicted, String... gold) {
    AnswerScorer scorer = new AnswerScorer();
    scorer.add(List.of(gold), predicted);
    assertThat(scorer.exactMatch()).isEqualTo(exactMatch);
    assertThat(scorer.f1()).isCloseTo(f1, offset(1e-12));
  }

  @Test
  void caseArticlesPunctuationAndBlanksDoNotCount() {
    check(1, 1, "  denver\u00A0 broncos! ", "The Denver Broncos");
    check(1, 1, "US", "the U.S.");
    check(1, 1, "An apple a day", "apple day");
  }

  @Test
  void articlesInsideOfWordsStay() {
    check(0, 0, "nthem", "anthem");
  }

  @Test
  void f1IsThatOfTheWordsAsABag() {
    // Precision 1, recall 2/3.
    check(0, 0.8, "1990 year", "in the year 1990");
    // Two of three words on either side.
    check(0, 2.0 / 3, "b b b", "b b c");
    check(0, 0, "x", "y");
  }

  @Test
  void theBestOfSeveralRightAnswersCounts() {
    check(1, 1, "black cat", "cat", "the black cat");
    check(0, 2.0 / 3, "cat", "dog", "the black cat");
  }

  @Test
  void noAnswerIsRightOnlyWhereThereIsNone() {
    check(1, 1, "");
    check(0, 0, "x");
    check(0, 0, "", "x");
    // Its words are all articles, so that nothing is left to be found.
    check(1, 1, "", "the");
  }

  @Test
  void questionsAreAveraged() {
    AnswerScorer scorer = new AnswerScorer();
    scorer.add(List.of("in the year 1990"), "1990 year");
    scorer.add(List.of("x"), "x");
    assertThat(scorer.questions()).isEqualTo(2);
    assertThat(scorer.exactMatch()).isEqualTo(0.5);
    assertThat(scorer.f1()).isCloseTo(0.9, offset(1e-12));
  }

  @Test
  void nothingCountedIsZero() {
    assertThat(new AnswerScorer().exactMatch()).isZero();
    assertThat(new AnswerScorer().f1()).isZero();
  }
}
