package org.neuralannotators.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

class PlainTextTest {
  private static final Tokenizer TOKENIZER =
      StoredTokenizer.of(
              BertTokenizerJson.of(List.of("[UNK]", "a", "b", "##b"), BertNormalization.UNCASED))
          .tokenizer();

  @TempDir private Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Files.createDirectory(folder.resolve("deep"));
    Files.writeString(folder.resolve("two.txt"), "\n\na b\nabb\n \n\na\n");
    Files.writeString(folder.resolve("deep/one.txt"), "c\r\n");
    Files.writeString(folder.resolve("notes.md"), "a a a");
  }

  private static List<PlainText.Document> read(Path source, PlainText.Layout layout)
      throws IOException {
    return new PlainText(TOKENIZER, layout).read(PlainText.files(source));
  }

  @Test
  void blankLinesEndDocumentsOfSentences() throws IOException {
    List<PlainText.Document> documents = read(folder, PlainText.Layout.SENTENCES);
    assertThat(documents).hasSize(3);
    assertThat(documents.get(0).lines()).containsExactly(new int[] {0});
    assertThat(documents.get(1).lines()).containsExactly(new int[] {1, 2}, new int[] {1, 3, 3});
    assertThat(documents.get(2).lines()).containsExactly(new int[] {1});
  }

  @Test
  void aFileOfRunningTextIsADocument() throws IOException {
    List<PlainText.Document> documents = read(folder.resolve("two.txt"), PlainText.Layout.RUNNING);
    assertThat(documents).singleElement().satisfies(d -> assertThat(d.lines()).hasSize(3));
  }

  @Test
  void noTextIsAnErrorThatSaysWhatWasExpected() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path source : List.of(empty, folder.resolve("missing"))) {
      assertThatThrownBy(() -> read(source, PlainText.Layout.RUNNING))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("[" + source + "]", "*.txt");
    }
  }

  @Test
  void bytesThatAreNoUtf8NameFileAndLine() throws IOException {
    Path file = Files.write(folder.resolve("latin1.txt"), new byte[] {'a', '\n', (byte) 0xE9});
    assertThatThrownBy(() -> read(file, PlainText.Layout.RUNNING))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("latin1.txt", "2");
  }
}
