package org.neuralannotators.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8TextTest {
  @TempDir private Path folder;

  @Test
  void readsAFileAsItIsButForAByteOrderMark() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "\uFEFFname: Zoë\r\n\n");
    assertThat(Utf8Text.read(file)).isEqualTo("name: Zoë\r\n\n");
  }

  @Test
  void whatIsNotUtf8IsNamedWithFileLineAndByte() throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), "x\n\nZoë\n".getBytes(ISO_8859_1));
    assertThatThrownBy(() -> Utf8Text.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("[" + file + "] line [3] isn't UTF-8 from byte [2] on; convert it first");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> Utf8Text.read(folder))
        .hasMessage("[" + folder + "] is a folder; expected a file");
  }
}
