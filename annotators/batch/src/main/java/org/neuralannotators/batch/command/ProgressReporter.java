package org.neuralannotators.batch.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.neuralannotators.batch.BatchListener;
import org.neuralannotators.batch.read.DocumentFailure;

/**
 * Tells people how a batch goes: on a terminal a progress bar, elsewhere a line now and then; and
 * each document that fails. Belongs to one thread, beside that of the bar.
 */
final class ProgressReporter implements BatchListener, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final int UNKNOWN = -1;

  private final PrintWriter err;
  private final String task;
  private final String unit;
  private final OptionalLong total;
  private final ProgressBar bar;
  private final LongSupplier clock;
  private final long start;
  private long lastLine;
  private long annotated;
  private long done;

  /**
   * A reporter.
   *
   * @param unit what is done, such as {@code documents}
   * @param total how many there are; empty when nobody knows
   * @param clock in nanoseconds
   */
  ProgressReporter(
      PrintWriter err,
      String task,
      String unit,
      OptionalLong total,
      boolean terminal,
      LongSupplier clock) {
    this.err = err;
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastLine = start;
    this.bar = terminal ? bar() : null;
  }

  static ProgressReporter standard(PrintWriter err, String task, String unit, OptionalLong total) {
    return new ProgressReporter(err, task, unit, total, onTerminal(), System::nanoTime);
  }

  // From Java 22 on there is a console without a terminal too; the bar then is lines in a log.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    return System.console() != null;
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total.orElse(UNKNOWN))
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" " + unit, 1)
        .showSpeed()
        .setEtaFunction(state -> timeLeft())
        .build();
  }

  @Override
  public synchronized void settled(long annotatedNow, long others) {
    annotated = annotatedNow;
    done = annotatedNow + others;
    if (bar != null) {
      bar.stepTo(done);
    } else if (clock.getAsLong() - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = clock.getAsLong();
      err.println(line());
    }
  }

  @Override
  public void failed(DocumentFailure failure) {
    err.println("Failed: " + failure.document() + ": " + failure.reason());
  }

  private String line() {
    String of = total.isPresent() ? " of " + total.getAsLong() : "";
    String left =
        timeLeft()
            .map(
                t ->
                    String.format(
                        Locale.ROOT, ", %d:%02d min left", t.toMinutes(), t.toSecondsPart()))
            .orElse("");
    return String.format(
        Locale.ROOT, "%d%s %s, %.1f %s/s%s", done, of, unit, unitsPerSecond(), unit, left);
  }

  /** Without those that were skipped, which take no time. */
  private double unitsPerSecond() {
    return annotated / ((clock.getAsLong() - start) / 1e9);
  }

  private synchronized Optional<Duration> timeLeft() {
    if (total.isEmpty() || annotated == 0) {
      return Optional.empty();
    }
    double seconds = (total.getAsLong() - done) / unitsPerSecond();
    return Optional.of(Duration.ofSeconds(Math.max(0, (long) seconds)));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
