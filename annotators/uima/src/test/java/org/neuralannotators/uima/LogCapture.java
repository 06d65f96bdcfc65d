package org.neuralannotators.uima;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is logged, which the tests' logger writes to standard error, until it is closed. */
final class LogCapture implements AutoCloseable {
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  LogCapture() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setErr(standardError);
  }
}
