package org.neuralannotators.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class Utf8LineReaderTest {
  @Test
  void readsTheLinesThatTheJdkReads() throws IOException {
    String text =
        "\n\r\nshort\n" + "é€😀".repeat(40_000) + "\r\n\n" + "x".repeat(65_536) + "\nlast";
    BufferedReader expected = new BufferedReader(new StringReader(text));
    try (Utf8LineReader reader =
        new Utf8LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), "text")) {
      String line;
      do {
        line = expected.readLine();
        assertThat(reader.readLine()).isEqualTo(line);
      } while (line != null);
      assertThat(reader.lineNumber()).isEqualTo(7);
    }
  }
}
