package org.neuralannotators.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void frequentWordsComeFirstThenAlphabetical() {
    Vocabulary words = Vocabulary.fromCounts(Map.of("b", 2, "a", 2, "c", 3, "rare", 1), 2);
    assertThat(words.size()).isEqualTo(4);
    assertThat(words.get(1)).isEqualTo("c");
    assertThat(words.get(2)).isEqualTo("a");
    assertThat(words.indexOf("b")).isEqualTo(3);
    assertThat(words.indexOf("rare")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(words.contains("rare")).isFalse();
  }

  @Test
  void anyStringSurvivesTheTextForm() throws IOException {
    List<String> strings =
        List.of(
            "\uFEFFbom",
            "",
            "a b",
            "tab\t",
            "line\nend",
            "cr\r",
            "back\\slash",
            "\\n",
            "\uD800",
            "x\uDC00y",
            "\uD83D\uDE00",
            "\u2028",
            "\u0085",
            "\u0000",
            "é");
    String text = Vocabulary.of(strings).toText();
    List<String> lines = new ArrayList<>();
    try (Utf8LineReader reader =
        new Utf8LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), "words")) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    Vocabulary read = Vocabulary.fromLines(lines);
    assertThat(lines).hasSameSizeAs(strings);
    for (int i = 0; i < strings.size(); i++) {
      assertThat(read.get(i + 1)).isEqualTo(strings.get(i));
    }
  }

  @Test
  void doubledWordsAndMalformedEscapesAreRefused() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("a", "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a]");
    for (String line : List.of("\\", "\\x", "\\u12", "\\uZZZZ")) {
      assertThatThrownBy(() -> Vocabulary.fromLines(List.of(line)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[" + line + "]");
    }
  }
}
