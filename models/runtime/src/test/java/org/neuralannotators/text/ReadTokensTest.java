package org.neuralannotators.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTokensTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "-LRB-, (",
        "-RRB-, )",
        "-lrb-, (",
        "-LSB-, [",
        "-RSB-, ]",
        "-LCB-, {",
        "-RCB-, }",
        ":-RRB-, :)",
        "-LRB-202-RRB-, (202)",
        "``, \"",
        "'', \"",
        "1\\/2, 1/2",
        "\\*\\*, **",
        "-, -",
        "--, --",
        "LRB, LRB",
        "`, `",
        "', '",
        "C:\\tmp, C:\\tmp",
        "&quot;, &quot;"
      })
  void tokensAreReadAsWhatTheyStandFor(String token, String read) {
    assertThat(ReadTokens.of(List.of(token)).tokens()).containsExactly(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\u00A0",
        "\u3000",
        "\u200B",
        "\uFEFF",
        "\u2028",
        "\u00AD",
        "\u0000",
        "\u2800",
        "\u3164",
        "\uFE0F",
        " \u200D\n"
      })
  void tokensInWhichNothingIsToBeSeenArePassedOver(String blank) {
    ReadTokens read = ReadTokens.of(List.of(blank, "a", blank, blank, "b"));
    assertThat(read.tokens()).containsExactly("a", "b");
    assertThat(read.places()).containsExactly(1, 4);
    assertThat(read.length()).isEqualTo(5);
    assertThat(read.isWhole()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u200B", "\uD83D\uDE00", ".", "\u0301", "\uD83D", "_"})
  void othersAreRead(String token) {
    assertThat(ReadTokens.isBlank(token)).isFalse();
    assertThat(ReadTokens.of(List.of(token)).isWhole()).isTrue();
  }

  @Test
  void aSentenceOfNothingIsReadAsNothing() {
    assertThat(ReadTokens.of(List.of("\n", "")).tokens()).isEmpty();
    assertThat(ReadTokens.of(List.of()).isWhole()).isTrue();
  }
}
