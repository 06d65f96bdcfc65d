package org.neuralannotators.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterVocabularyTest {
  private final CharacterVocabulary characters =
      CharacterVocabulary.fromTokens(List.of("aab", "b\uD83D\uDE00a", "\uD800"), 1);

  @Test
  void frequentCharactersComeFirst() {
    assertThat(characters.toText()).isEqualTo("U+0061\nU+0062\nU+1F600\n");
    assertThat(characters.size()).isEqualTo(7);
    assertThat(CharacterVocabulary.fromTokens(List.of("aab"), 2).size()).isEqualTo(5);
  }

  @Test
  void wordStandsBetweenBeginAndEnd() {
    assertThat(characters.ids("ab\uD83D\uDE00", 10)).containsExactly(2, 4, 5, 6, 3);
    assertThat(characters.ids("", 10)).containsExactly(2, 3);
  }

  @Test
  void unseenCharactersAndLoneSurrogatesAreUnknown() {
    assertThat(characters.ids("z\uD800\uDE00\uDE00a\uD83D", 10))
        .containsExactly(2, 1, 1, 1, 4, 1, 3);
  }

  @Test
  void longWordKeepsItsHalves() {
    assertThat(characters.ids("aazzb", 4)).containsExactly(2, 4, 4, 1, 5, 3);
    assertThat(characters.ids("azzzb\uD83D\uDE00", 3)).containsExactly(2, 4, 1, 6, 3);
    assertThat(characters.ids("aazb", 4)).containsExactly(2, 4, 4, 1, 5, 3);
  }

  @Test
  void hugeTokenIsNotScanned() {
    String huge = "ab".repeat(1 << 20);
    assertTimeout(
        Duration.ofSeconds(1),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            characters.ids(huge, 50);
          }
        });
  }

  @Test
  void textFormGivesTheSameIds() {
    CharacterVocabulary read = CharacterVocabulary.fromLines(characters.toText().lines().toList());
    assertThat(read.ids("ab\uD83D\uDE00", 10)).isEqualTo(characters.ids("ab\uD83D\uDE00", 10));
    for (String line : List.of("a", "U+", "U+110000", "U+XY")) {
      assertThatThrownBy(() -> CharacterVocabulary.fromLines(List.of(line)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[" + line + "]");
    }
  }
}
