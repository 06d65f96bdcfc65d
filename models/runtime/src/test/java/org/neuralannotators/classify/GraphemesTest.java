package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphemesTest {
  @Test
  void accentsAndJoinedSignsBelongToTheirCharacter() {
    assertThat(Graphemes.end("Jose\u0301 lives", 4)).isEqualTo(5);
    assertThat(Graphemes.end("Jose\u0301\u0323 lives", 4)).isEqualTo(6);
    assertThat(Graphemes.end("Jose\u0301", 4)).isEqualTo(5);
    assertThat(Graphemes.end("x \uD83D\uDC69\u200D\uD83D\uDC67 y", 4)).isEqualTo(7);
  }

  @Test
  void whatEndsWithACharacterStaysAsItIs() {
    assertThat(Graphemes.end("Jose\u0301 lives", 5)).isEqualTo(5);
    assertThat(Graphemes.end("in Hull.", 7)).isEqualTo(7);
    assertThat(Graphemes.end("Hull", 4)).isEqualTo(4);
    assertThat(Graphemes.end("", 0)).isZero();
  }
}
