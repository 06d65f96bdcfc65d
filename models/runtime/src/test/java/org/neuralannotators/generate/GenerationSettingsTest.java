package org.neuralannotators.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationSettingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PieceRules RULES =
      new PieceRules(
          1.5, 3, List.of(List.of(7), List.of(1, 2)), List.of(8), List.of(9), List.of(10), 2, true);

  @Test
  void settingsAreKeptAsJson() throws JsonProcessingException {
    GenerationSettings settings =
        new GenerationSettings(4, 0.6, EarlyStopping.NEVER, 200, 5, RULES);
    String json = JSON.writeValueAsString(settings);
    assertThat(json)
        .contains("\"beams\":4", "\"earlyStopping\":\"NEVER\"", "\"badWords\":[[7],[1,2]]");
    assertThat(JSON.readValue(json, GenerationSettings.class)).isEqualTo(settings);
  }

  @Test
  void whatIsNotSaidIsTheDefault() throws JsonProcessingException {
    assertThat(JSON.readValue("{\"beams\":1,\"lengthPenalty\":1}", GenerationSettings.class))
        .isEqualTo(GenerationSettings.DEFAULT);
    assertThat(JSON.readValue("{\"repetitionPenalty\":1}", PieceRules.class))
        .isEqualTo(PieceRules.NONE);
  }

  @ParameterizedTest
  @CsvSource({"true, WHEN_FULL", "false, AT_PRESENT_LENGTH", "never, NEVER"})
  void earlyStoppingIsThatOfTransformers(String setting, EarlyStopping expected) {
    assertThat(EarlyStopping.ofSetting(setting)).isEqualTo(expected);
  }

  static Stream<Arguments> faults() {
    GenerationSettings settings = GenerationSettings.DEFAULT;
    return Stream.of(
        fault("[0]", () -> settings.withBeams(0)),
        fault("[NaN]", () -> settings.withLengthPenalty(Double.NaN)),
        fault("[6]", () -> settings.withLengths(6, 5)),
        fault("[-1]", () -> settings.withLengths(-1, 5)),
        fault("[0.0]", () -> RULES.withRepetitionPenalty(0)),
        fault("[-1]", () -> RULES.withNoRepeatNgram(-1)),
        fault("[]", () -> new PieceRules(1, 0, List.of(List.of()), null, null, null, null, false)),
        fault("[10]", () -> RULES.requireWithin(10)),
        fault("[maybe]", () -> EarlyStopping.ofSetting("maybe")),
        fault("[]", () -> new TargetMarks(0, List.of())));
  }

  private static Arguments fault(String given, Runnable use) {
    return Arguments.of(given, use);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatCannotBeUsedIsRefused(String given, Runnable use) {
    assertThatIllegalArgumentException().isThrownBy(use::run).withMessageContaining(given);
  }

  @Test
  void piecesOfTheNetworkMayBeNamed() {
    RULES.requireWithin(11);
    PieceRules.NONE.requireWithin(1);
  }
}
