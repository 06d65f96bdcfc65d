package org.neuralannotators.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CharacterIdsTest {
  private final CharacterIds ids = new CharacterIds(50);

  @Test
  void aTokenIsItsBytesBetweenBeginAndEnd() {
    // As AllenNLP's ELMoTokenCharactersIndexerTest.test_unicode_to_char_ids expects.
    assertThat(ids.ids("\u0100t")).containsExactly(259, 197, 129, 117, 260);
  }

  @Test
  void sentenceBoundariesHaveCharactersOfTheirOwn() {
    assertThat(ids.ids("<S>")).containsExactly(259, 257, 260);
    assertThat(ids.ids("</S>")).containsExactly(259, 258, 260);
  }

  @Test
  void anEmptyTokenHasBeginAndEnd() {
    assertThat(ids.ids("")).containsExactly(259, 260);
    assertThat(ids.cuts("")).isFalse();
  }

  @Test
  void bytesBeyondTheMaximumAreCutOffAlsoInACharacter() {
    String token = "a".repeat(47) + "éb";
    assertThat(ids.ids(token)).hasSize(50).startsWith(259, 98).endsWith(98, 196, 260);
    assertThat(ids.cuts(token)).isTrue();
    assertThat(ids.cuts("a".repeat(48))).isFalse();
    assertThat(ids.cuts("a".repeat(49))).isTrue();
    assertThat(ids.cuts("\uD83D\uDE00".repeat(12))).isFalse();
    assertThat(ids.cuts("\uD83D\uDE00".repeat(13))).isTrue();
  }

  @Test
  void aLoneSurrogateIsLeftOut() {
    assertThat(ids.ids("a\uD83Db\uDE00")).containsExactly(259, 98, 99, 260);
  }

  @Test
  void roomForBeginAndEndAloneIsRefused() {
    assertThatThrownBy(() -> new CharacterIds(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2]");
  }
}
