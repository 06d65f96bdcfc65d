package org.neuralannotators.train.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
  @TempDir private Path folder;

  private static List<byte[]> records(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static List<String> texts(RecordFile file) {
    return IntStream.range(0, file.size())
        .mapToObj(i -> new String(file.get(i), StandardCharsets.UTF_8))
        .toList();
  }

  private Path written() throws IOException {
    Path path = folder.resolve("records");
    try (RecordFile file = RecordFile.append(path)) {
      file.append(records("one", "", "three"));
      file.append(records("four"));
      assertThat(texts(file)).containsExactly("one", "", "three", "four");
      file.force();
    }
    return path;
  }

  @Test
  void recordsAreReadInTheirOrder() throws IOException {
    try (RecordFile file = RecordFile.read(written())) {
      assertThat(texts(file)).containsExactly("one", "", "three", "four");
    }
  }

  @Test
  void aBlockThatIsCutShortIsDroppedWhereverItIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    int first = 12 + 3 * 4 + 8;
    for (int length = 0; length < whole.length; length++) {
      Path path = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      try (RecordFile file = RecordFile.append(path)) {
        assertThat(file.size()).as("cut at %d", length).isEqualTo(length < first ? 0 : 3);
        file.append(records("new"));
      }
      try (RecordFile file = RecordFile.read(path)) {
        assertThat(texts(file)).last().isEqualTo("new");
      }
    }
  }

  @Test
  void aBlockOfOtherBytesIsDroppedWithWhatIsBehindIt() throws IOException {
    Path path = written();
    byte[] bytes = Files.readAllBytes(path);
    for (int at = 0; at < 32; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      Files.write(path, changed);
      try (RecordFile file = RecordFile.read(path)) {
        assertThat(file.size()).as("changed at %d", at).isZero();
      }
    }
  }

  @Test
  void oneWritesAtATime() throws IOException {
    Path path = folder.resolve("locked");
    try (RecordFile file = RecordFile.append(path)) {
      file.append(records("mine"));
      assertThatThrownBy(() -> RecordFile.append(path))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Another training writes [" + path + "]");
    }
    try (RecordFile file = RecordFile.append(path)) {
      assertThat(file.size()).isEqualTo(1);
    }
  }

  @Test
  void moreRecordsThanAtFirstHaveRoom() throws IOException {
    Path path = folder.resolve("many");
    try (RecordFile file = RecordFile.append(path)) {
      file.append(IntStream.range(0, 100).mapToObj(i -> new byte[i]).toList());
      assertThat(file.get(99)).hasSize(99);
    }
    try (RecordFile file = RecordFile.read(path)) {
      assertThat(file.size()).isEqualTo(100);
      assertThat(file.get(57)).hasSize(57);
    }
  }
}
