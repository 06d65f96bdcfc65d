package org.neuralannotators.train.split;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.train.config.ConfigurationException;

class SplitterTrainingTest {
  @TempDir private Path folder;

  private void refuses(String settings, String data, String message) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, "name: x\n" + settings + "\ndata: [{name: d, " + data + "}]\n");
    assertThatThrownBy(() -> SplitterTraining.train(file, folder.resolve("out")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "tableSize: -2147483648, repeat: 1, [tableSize] is [-2147483648]",
    "epochs: 1, repeat: -1, [repeat] is [-1]",
  })
  void numbersThatCanNotBeAreRefused(String settings, String data, String message)
      throws IOException {
    refuses(settings, data + ", train: a.conllu", message);
  }

  @Test
  void aFileWithoutSentencesIsRefused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.conllu"), "# nothing\n");
    refuses("tableSize: 64", "train: " + empty, "[" + empty + "], which has no sentences");
    Path full =
        Files.writeString(
            folder.resolve("full.conllu"), "1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\t_\n\n");
    refuses("tableSize: 64", "train: " + full + ", dev: " + empty, "[" + empty + "]");
  }
}
