package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.translate.text.Word;

class TagProjectionTest {
  /**
   * The spans of a target as texts; none is empty.
   *
   * @param weights a row for each token of the target, in tenths
   */
  private static List<String> projected(
      String source, String target, int[][] weights, TaggedSpan... spans) {
    List<Word> tokens = Word.tokens(target);
    Alignment alignment =
        new Alignment(
            Word.tokens(source),
            tokens,
            Arrays.stream(weights).map(TagProjectionTest::tenths).toList());
    return new TagProjection(source, target, alignment)
        .project(List.of(spans)).stream()
            .map(
                found ->
                    found
                        .map(
                            span ->
                                span.label()
                                    + " "
                                    + target.substring(
                                        tokens.get(span.begin()).begin(),
                                        tokens.get(span.end() - 1).end()))
                        .orElse(""))
            .toList();
  }

  private static float[] tenths(int[] row) {
    float[] weights = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      weights[i] = row[i] / 10f;
    }
    return weights;
  }

  @Test
  void tokensBelongToTheSpanThatTheyAttendedToMost() {
    assertThat(
            projected(
                "the United Nations met",
                "die Vereinten Nationen tagten",
                new int[][] {{9, 0, 0, 0}, {1, 6, 2, 0}, {0, 4, 5, 0}, {0, 0, 1, 8}},
                new TaggedSpan(1, 3, "ORG", 0.5)))
        .containsExactly("ORG Vereinten Nationen");
  }

  @Test
  void aNameThatKeepsItsSpellingIsFoundWhereverAttentionWent() {
    assertThat(
            projected(
                "Ada met Bo",
                "Bo traf Ada",
                new int[][] {{9, 0, 0}, {0, 9, 0}, {0, 9, 0}},
                new TaggedSpan(0, 1, "PER"),
                new TaggedSpan(2, 3, "PER")))
        .containsExactly("PER Ada", "PER Bo");
  }

  @Test
  void ofANameThatIsThereTwiceTheOneWithMoreAttentionIsTaken() {
    assertThat(
            projected(
                "Ada , Ada",
                "Ada und Ada",
                new int[][] {{0, 1, 8}, {0, 9, 0}, {8, 1, 0}},
                new TaggedSpan(2, 3, "A"),
                new TaggedSpan(0, 1, "B")))
        .containsExactly("A Ada", "B Ada");
  }

  @Test
  void oneTokenBetweenIsInTheSpanButMarksAtItsEndsAreNot() {
    assertThat(
            projected(
                "King of Spain",
                "\"Spaniens alter K\u00F6nig\".",
                new int[][] {{5, 0, 0}, {0, 0, 8}, {0, 0, 0}, {8, 0, 0}, {8, 0, 0}, {8, 0, 0}},
                new TaggedSpan(0, 3, "PER")))
        .containsExactly("PER Spaniens alter K\u00F6nig");
  }

  @Test
  void smallWordsAtTheEndsOfANameAreNotInIt() {
    int[][] weights = {{0, 8}, {0, 8}, {0, 7}, {0, 5}};
    TaggedSpan span = new TaggedSpan(1, 2, "LOC");
    assertThat(projected("in Turkey", "der T\u00FCrkei an sich", weights, span))
        .containsExactly("LOC T\u00FCrkei");
    assertThat(projected("in turkey", "der T\u00FCrkei an sich", weights, span))
        .containsExactly("LOC der T\u00FCrkei an sich");
  }

  @Test
  void littleAttentionIsNone() {
    assertThat(
            projected(
                "in Rome", "Ja nun", new int[][] {{0, 1}, {0, 1}}, new TaggedSpan(1, 2, "LOC")))
        .containsExactly("");
  }

  @Test
  void ofRunsThatAreApartTheOneWithMoreAttentionIsTaken() {
    assertThat(
            projected(
                "Munich lies there",
                "Da liegt ja nun M\u00FCnchen",
                new int[][] {{4, 3, 3}, {0, 9, 0}, {0, 9, 0}, {0, 5, 5}, {9, 0, 0}},
                new TaggedSpan(0, 1, "LOC")))
        .containsExactly("LOC M\u00FCnchen");
  }

  @Test
  void aSpanThatNothingBelongsToOrFarTooMuchIsLost() {
    assertThat(
            projected(
                "Rome is old",
                "ist alt",
                new int[][] {{0, 9, 0}, {0, 0, 9}},
                new TaggedSpan(0, 1, "LOC")))
        .containsExactly("");
    assertThat(
            projected(
                "Rome is",
                "A B C D E",
                new int[][] {{9, 0}, {9, 0}, {9, 0}, {9, 0}, {9, 0}},
                new TaggedSpan(0, 1, "LOC")))
        .containsExactly("");
  }
}
