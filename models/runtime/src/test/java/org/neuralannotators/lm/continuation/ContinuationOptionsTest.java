package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.lm.Sampling;

class ContinuationOptionsTest {
  private static final ContinuationOptions OPTIONS = ContinuationOptions.DEFAULT;

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("[0]", () -> OPTIONS.withLength(0)),
        fault("[0.0]", () -> OPTIONS.withRepetitionPenalty(0)),
        fault("[0]", () -> OPTIONS.withBeams(0, 1)),
        fault("[NaN]", () -> OPTIONS.withBeams(2, Double.NaN)),
        fault("[]", () -> OPTIONS.withStops(List.of("a", ""))),
        fault("[0.5]", () -> OPTIONS.withBeams(2, 1).withSampling(new Sampling(0.5, 0, 1), 1)));
  }

  private static Arguments fault(String named, ThrowingCallable options) {
    return Arguments.of(named, options);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void valuesThatCannotBeUsedAreRefused(String named, ThrowingCallable options) {
    assertThatThrownBy(options)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(named, "expected");
  }
}
