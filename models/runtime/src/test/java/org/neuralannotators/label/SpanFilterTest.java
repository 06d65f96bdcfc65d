package org.neuralannotators.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanFilterTest {
  private static final List<String> TOKENS = List.of("RT", "@", "ada", "in", "Turin");
  private static final TaggedSpan USER = new TaggedSpan(1, 3, "PER", 0.9);
  private static final TaggedSpan PLACE = new TaggedSpan(4, 5, "LOC", 0.4);
  private static final List<TaggedSpan> SPANS = List.of(USER, PLACE);

  @Test
  void withoutConditionsAllSpansAreWanted() {
    assertThat(new SpanFilter(0, null).filter(SPANS, TOKENS::get)).isEqualTo(SPANS);
  }

  @Test
  void spansAsCertainAsAskedForAreWanted() {
    assertThat(new SpanFilter(0.9, null).filter(SPANS, TOKENS::get)).containsExactly(USER);
  }

  @Test
  void spansWhoseWholeTextMatchesAreExcluded() {
    assertThat(new SpanFilter(0, Pattern.compile("@.*")).filter(SPANS, TOKENS::get))
        .containsExactly(PLACE);
    assertThat(new SpanFilter(0, Pattern.compile("@ ada|Tur")).filter(SPANS, TOKENS::get))
        .containsExactly(PLACE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aConfidenceThatIsNoProbabilityIsRefused(double confidence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpanFilter(confidence, null))
        .withMessageContaining("minConfidence [" + confidence + "]");
  }
}
