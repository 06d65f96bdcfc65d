package org.neuralannotators.train;

import java.io.PrintStream;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.neuralannotators.label.LookAlikes;

/** Tells people how a training goes: a line for each epoch, and on a terminal a progress bar. */
public final class TrainingReporter implements AutoCloseable {
  private final PrintStream out;
  private final boolean terminal;
  private ProgressBar bar;
  private int barEpoch;

  TrainingReporter(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public static TrainingReporter standard() {
    return new TrainingReporter(System.err, onTerminal());
  }

  // From Java 22 on there is a console without a terminal too; the bar then is lines in a log.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    return System.console() != null;
  }

  public void say(String line) {
    closeBar();
    out.println(line);
  }

  /** Warns of labels that are learnt as different ones and may be meant as the same. */
  public void warnOfLookAlikes(List<String> labels) {
    for (List<String> group : LookAlikes.of(labels)) {
      say(
          "Warning: the labels %s differ in capitals alone; if they are the same, make them one with"
                  .formatted(group)
              + " [data.sets.labels]");
    }
  }

  void step(int epoch, int step, int steps) {
    if (!terminal) {
      return;
    }
    if (bar == null || barEpoch != epoch) {
      closeBar();
      barEpoch = epoch;
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + epoch)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }
    bar.stepTo(step);
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    closeBar();
  }
}
