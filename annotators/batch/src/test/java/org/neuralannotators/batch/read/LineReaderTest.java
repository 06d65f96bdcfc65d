package org.neuralannotators.batch.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.neuralannotators.batch.read.LineReader.Line;

class LineReaderTest {
  @Test
  void linesKnowNumberEndAndWhetherTheyAreWhole() throws IOException {
    LineReader lines = reader("a\r\n\nbc");
    check(lines.next(), 1, "a", true, 3);
    check(lines.next(), 2, "", true, 4);
    check(lines.next(), 3, "bc", false, 6);
    assertThat(lines.next()).isNull();
  }

  @Test
  void linesLongerThanABlockAreWhole() throws IOException {
    String line = "x".repeat(200_000);
    LineReader lines = reader(line + "\n" + line + "\n");
    check(lines.next(), 1, line, true, 200_001);
    check(lines.next(), 2, line, true, 400_002);
    assertThat(lines.next()).isNull();
  }

  @Test
  void whatIsTooLongIsNotKept() throws IOException {
    LineReader lines = reader("x".repeat(LineReader.LONGEST + 1) + "\nb\n");
    Line first = lines.next();
    assertThat(first.tooLong()).isTrue();
    assertThat(first.bytes()).hasSize(LineReader.LONGEST);
    check(lines.next(), 2, "b", true, LineReader.LONGEST + 4L);
  }

  private static void check(Line line, long number, String text, boolean terminated, long end) {
    assertThat(line.number()).isEqualTo(number);
    assertThat(new String(line.bytes(), StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(line.terminated()).isEqualTo(terminated);
    assertThat(line.end()).isEqualTo(end);
  }

  private static LineReader reader(String text) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
