package org.neuralannotators.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.BundleException;

class SortedTableTest {
  private static final int FOOTER = 48;

  private static Map<String, byte[]> read(byte[] file) throws BundleException {
    return SortedTable.read(ByteBuffer.wrap(file), "test.index");
  }

  private static byte[] golden(String name) throws IOException {
    return Files.readAllBytes(TensorFlowFiles.file(name));
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(byte[] file) {
    return assertThatThrownBy(() -> read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[test.index]", "get it anew");
  }

  @Test
  void readsAllBlocksOfATableThatLevelDbWrote() throws IOException {
    Map<String, byte[]> values = read(golden("plain.ldb"));
    assertThat(values).hasSize(100);
    int i = 0;
    for (Map.Entry<String, byte[]> entry : values.entrySet()) {
      // LevelDB adds eight bytes to its user's keys.
      assertThat(entry.getKey()).startsWith("a/common/beginning/%03d".formatted(i)).hasSize(30);
      assertThat(new String(entry.getValue(), UTF_8)).isEqualTo("value %d ".formatted(i).repeat(3));
      i++;
    }
  }

  @Test
  void aCompressedBlockIsRefused() throws IOException {
    assertRefused(golden("snappy.ldb")).hasMessageContaining("compression [1]");
  }

  @Test
  void aFileCutShortAnywhereIsRefused() throws IOException {
    byte[] file = golden("plain.ldb");
    for (int length = 0; length < file.length; length++) {
      assertRefused(Arrays.copyOf(file, length));
    }
  }

  @Test
  void anAlteredByteIsRefusedWhereverThereIsAChecksum() throws IOException {
    byte[] file = golden("plain.ldb");
    for (int i = 0; i < file.length - FOOTER; i++) {
      byte[] altered = file.clone();
      altered[i] ^= 0x10;
      assertRefused(altered);
    }
  }

  @Test
  void noiseBeforeTheFooterIsRefused() throws IOException {
    byte[] file = golden("plain.ldb");
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] altered = file.clone();
      byte[] noise = new byte[20];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, altered, file.length - FOOTER, noise.length);
      assertRefused(altered);
    }
  }

  @Test
  void aBlockOutsideOfTheFileIsRefused() {
    assertRefused(new TableFile().pointTo(TableFile.place(0, Long.MAX_VALUE)).toBytes())
        .hasMessageContaining("[" + Long.MAX_VALUE + "]");
    assertRefused(new TableFile().pointTo(TableFile.place(-1, 8)).toBytes())
        .hasMessageContaining("[-1]");
    assertRefused(new TableFile().pointTo(TableFile.place(0, 0)).toBytes());
  }

  @Test
  void aBlockThatIsNamedAgainIsRefused() {
    byte[] empty = TableFile.block(0);
    assertRefused(new TableFile().data(empty).pointTo(TableFile.place(0, empty.length)).toBytes())
        .hasMessageContaining("at byte [0]");
  }

  @Test
  void entriesThatDoNotFitTheirBlockAreRefused() {
    byte[] sound = TableFile.entry(0, "key", new byte[] {1});
    byte[] longer = sound.clone();
    longer[2] = 100;
    byte[] huge =
        TableFile.bytes(
            output -> {
              output.writeUInt32NoTag(0);
              output.writeUInt32NoTag(Integer.MAX_VALUE);
              output.writeUInt32NoTag(Integer.MAX_VALUE);
            });
    assertRefused(new TableFile().data(TableFile.block(0, longer)).toBytes());
    assertRefused(new TableFile().data(TableFile.block(0, huge)).toBytes());
    assertRefused(new TableFile().data(TableFile.block(-1, sound)).toBytes())
        .hasMessageContaining("restarts");
    assertRefused(
            new TableFile()
                .data(TableFile.block(0, TableFile.entry(1, "key", new byte[0])))
                .toBytes())
        .hasMessageContaining("shares [1]");
  }

  @Test
  void aKeyThatComesTwiceIsRefused() {
    byte[] entry = TableFile.entry(0, "key", new byte[0]);
    assertRefused(new TableFile().data(TableFile.block(0, entry, entry)).toBytes())
        .hasMessageContaining("[key] twice");
  }

  @Test
  void keysThatGrowBeyondAllMemoryAreRefused() {
    byte[][] entries = new byte[100][];
    int length = 1 << 20;
    entries[0] = TableFile.entry(0, "k".repeat(length), new byte[0]);
    for (int i = 1; i < entries.length; i++) {
      entries[i] = TableFile.entry(length, "x", new byte[0]);
    }
    assertRefused(new TableFile().data(TableFile.block(0, entries)).toBytes())
        .hasMessageContaining("keys of more than");
  }
}
