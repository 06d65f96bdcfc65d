package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenReaderTest {
  @ParameterizedTest
  @CsvSource({
    "Mr. Smith, true",
    "'He left,  then', true",
    "left., false",
    "10 000, false",
    "+ 5, false",
    "New\u00a0York, false"
  })
  void wordsWithABlankBetweenAreNoToken(String token, boolean several) {
    assertThat(TokenReader.isSeveralWords(token)).isEqualTo(several);
  }

  @Test
  @Timeout(10)
  void manyBlanksTakeNoLongTime() {
    assertThat(TokenReader.isSeveralWords("a" + " ".repeat(100_000) + "1")).isFalse();
    assertThat(TokenReader.isSeveralWords("a" + " ".repeat(10_000) + "b")).isTrue();
  }
}
