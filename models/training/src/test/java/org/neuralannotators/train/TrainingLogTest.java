package org.neuralannotators.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  private static final List<String> COLUMNS = List.of("epoch", "loss");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeLog() throws IOException {
    file = folder.resolve("log.tsv");
    try (TrainingLog log = TrainingLog.create(file, COLUMNS)) {
      log.append(1, 0.5);
      assertThat(file).hasContent("epoch\tloss\n1\t0.5\n");
      log.append(2, 0.25);
    }
  }

  @Test
  void resumesAfterTheCheckpoint() throws IOException {
    try (TrainingLog log = TrainingLog.resume(file, COLUMNS, 1)) {
      log.append(2, 0.125);
    }
    assertThat(file).hasContent("epoch\tloss\n1\t0.5\n2\t0.125\n");
    assertThat(TrainingLog.read(file)).hasSize(3).last().isEqualTo(List.of("2", "0.125"));
  }

  @Test
  void lineThatWasCutShortIsLeftOut() throws IOException {
    Files.writeString(file, "epoch\tloss\n1\t0.5\n2");
    assertThat(TrainingLog.read(file)).hasSize(2);
    TrainingLog.resume(file, COLUMNS, 1).close();
    assertThat(file).hasContent("epoch\tloss\n1\t0.5\n");
  }

  @Test
  void logOfAnotherTrainingIsRefused() {
    assertThatThrownBy(() -> TrainingLog.resume(file, List.of("epoch", "f1"), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[epoch, loss]")
        .hasMessageContaining("[epoch, f1]");
    assertThatThrownBy(() -> TrainingLog.resume(file, COLUMNS, 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at least [3]");
  }

  @Test
  void rowThatDoesNotFitIsRefused() throws IOException {
    try (TrainingLog log = TrainingLog.create(file, COLUMNS)) {
      assertThatThrownBy(() -> log.append(1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> log.append(1, "a\tb")).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
