package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand documents through the command line: memory stays flat, and runs that are killed end
 * in what an undisturbed one writes. Takes minutes; {@code mvn verify -Pendurance} runs it.
 */
@Tag("endurance")
class EnduranceIT {
  private static final int DOCUMENTS = 10_000;
  private static final int KILLS = 20;
  private static final int WARM_UP = 1_000;

  /** Java still compiles, and kernels for lengths not yet seen are made. */
  private static final double ALLOWED_GROWTH = 1.05;

  /** All of the heap is resident from the start, so that what grows is what is kept. */
  private static final String HEAP_FROM_THE_START = "-Xms512m -XX:+AlwaysPreTouch";

  @TempDir private Path folder;

  @Test
  void memoryStaysFlatAndKilledRunsLoseNothing() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
    StoppedRuns runs = new StoppedRuns(folder, DOCUMENTS);
    Path undisturbed = folder.resolve("undisturbed");
    long start = System.nanoTime();
    assertMemoryStaysFlat(runs.start(undisturbed, HEAP_FROM_THE_START), undisturbed);
    int milliseconds = (int) ((System.nanoTime() - start) / 1_000_000);

    Path killed = folder.resolve("killed");
    for (int i = 1; i <= KILLS; i++) {
      long files = runs.killed(killed, milliseconds / KILLS);
      System.out.printf("killed %d times, %d files%n", i, files);
    }
    runs.complete(killed);
    StoppedRuns.assertSame(killed, undisturbed);
    System.out.println("files are the same: " + StoppedRuns.files(killed).size());
  }

  private static void assertMemoryStaysFlat(Process process, Path out)
      throws IOException, InterruptedException {
    long afterWarmUp = 0;
    long most = 0;
    while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
      long documents = pages(out);
      long mebibytes = residentMebibytes(process);
      if (documents >= WARM_UP) {
        afterWarmUp = afterWarmUp == 0 ? mebibytes : afterWarmUp;
        most = Math.max(most, mebibytes);
        System.out.printf(Locale.ROOT, "%d documents, %d MiB%n", documents, mebibytes);
      }
    }
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(afterWarmUp).as("the batch ended before memory could be measured").isPositive();
    System.out.printf("%d MiB after %d documents, %d MiB at most%n", afterWarmUp, WARM_UP, most);
    assertThat((double) most).isLessThan(afterWarmUp * ALLOWED_GROWTH);
  }

  private static long pages(Path out) throws IOException {
    return StoppedRuns.files(out).keySet().stream().filter(f -> f.endsWith(".html")).count();
  }

  private static long residentMebibytes(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
