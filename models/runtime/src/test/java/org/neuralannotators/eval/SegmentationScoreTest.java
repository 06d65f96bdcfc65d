package org.neuralannotators.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.split.ConlluText;
import org.neuralannotators.split.SplitText;
import org.neuralannotators.split.TextRange;

/** The counts are those that {@code udeval.py} of udtools 0.2.9, CoNLL 2018's script, gives. */
class SegmentationScoreTest {
  @Test
  void countsAsConll2018sScript() throws Exception {
    SegmentationScore score = SegmentationScore.of(read("gold"), read("system"));

    assertThat(score.tokens()).isEqualTo(new PrecisionRecall(18, 25, 28));
    assertThat(score.sentences()).isEqualTo(new PrecisionRecall(4, 5, 6));
  }

  @Test
  void countsTheOtherWayRound() throws Exception {
    SegmentationScore score = SegmentationScore.of(read("system"), read("gold"));

    assertThat(score.tokens()).isEqualTo(new PrecisionRecall(18, 28, 25));
    assertThat(score.sentences()).isEqualTo(new PrecisionRecall(4, 6, 5));
  }

  @Test
  void countsMultiwordTokensAsConll2018sScript() throws Exception {
    SegmentationScore score =
        SegmentationScore.of(
            ConlluText.read(file("multiword"), true),
            ConlluText.read(file("multiword-system"), true));

    assertThat(score.tokens()).isEqualTo(new PrecisionRecall(9, 11, 10));
    assertThat(score.sentences()).isEqualTo(new PrecisionRecall(2, 2, 2));
  }

  @Test
  void refusesAnotherText() {
    SplitText gold = new SplitText("One two", List.of(new TextRange(0, 3)), List.of());
    SplitText other = new SplitText("One too", List.of(new TextRange(0, 3)), List.of());

    assertThatThrownBy(() -> SegmentationScore.of(gold, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected [wo] at [5], found [oo] at [5]");
  }

  private static SplitText read(String name) throws IOException {
    return ConlluText.read(file(name), false);
  }

  private static Path file(String name) {
    return Path.of("src/test/resources/split", name + ".conllu");
  }
}
