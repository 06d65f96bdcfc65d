package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.neuralannotators.batch.read.DocumentFailure;

class ProgressReporterTest {
  private final StringWriter err = new StringWriter();
  private long now;

  @Test
  void aLineNowAndThenSaysHowFastAndHowLong() {
    try (ProgressReporter progress = reporter(OptionalLong.of(130))) {
      progress.settled(1, 0);
      wait(20);
      progress.settled(40, 10);
      progress.settled(41, 10);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines("50 of 130 documents, 2.0 documents/s, 0:40 min left");
    }
  }

  @Test
  void withoutACountNobodyKnowsHowLong() {
    try (ProgressReporter progress = reporter(OptionalLong.empty())) {
      wait(10);
      progress.settled(5, 0);
      assertThat(err.toString()).isEqualToIgnoringNewLines("5 documents, 0.5 documents/s");
    }
  }

  @Test
  void eachFailureIsALine() {
    try (ProgressReporter progress = reporter(OptionalLong.empty())) {
      progress.failed(new DocumentFailure("a.txt", "torn"));
      assertThat(err.toString()).isEqualToIgnoringNewLines("Failed: a.txt: torn");
    }
  }

  private void wait(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private ProgressReporter reporter(OptionalLong total) {
    return new ProgressReporter(
        new PrintWriter(err, true), "annotate", "documents", total, false, () -> now);
  }
}
