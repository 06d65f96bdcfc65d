package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.batch.read.Reasons;
import org.neuralannotators.batch.write.OutputFolderException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.prompt.PromptException;
import org.neuralannotators.train.DivergenceException;
import org.neuralannotators.train.config.ConfigurationException;
import picocli.CommandLine.ExitCode;

/** How the command line says that something went wrong. */
final class Failures {
  private Failures() {}

  /** Prints one line for errors that users can mend, a stack trace for others. */
  static int report(Exception error, PrintWriter err, boolean debug) {
    boolean expected =
        isArgument(error) || error instanceof IOException || error instanceof DivergenceException;
    err.println(
        (expected ? "Error: " : "Unexpected error, please report it: ") + Reasons.of(error));
    if (debug || !expected) {
      error.printStackTrace(err);
    }
    err.flush();
    return isArgument(error) ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static boolean isArgument(Exception error) {
    return error instanceof ConfigurationException
        || error instanceof PromptException
        || error instanceof BundleException
        || error instanceof NoSuchFileException
        || error instanceof FileAlreadyExistsException
        || error instanceof OutputFolderException
        || error instanceof ResourceInitializationException;
  }
}
