package org.neuralannotators.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCaseTest {
  @ParameterizedTest
  @CsvSource({
    "london, NONE",
    "1984, NONE",
    "'', NONE",
    "東京, NONE",
    "London, FIRST",
    "I, FIRST",
    "'O''brien', FIRST",
    "'(Oslo', FIRST",
    "Ärzte, FIRST",
    "ǅordan, FIRST",
    "NATO, ALL",
    "U.S., ALL",
    "COVID-19, ALL",
    "ΑΘΗΝΑ, ALL",
    "McDonald, MIXED",
    "iPhone, MIXED",
    "USAs, MIXED",
    "eBAY, MIXED"
  })
  void capitalsOfATokenAreToldApart(String token, TokenCase expected) {
    assertThat(TokenCase.of(token)).isEqualTo(expected);
  }
}
