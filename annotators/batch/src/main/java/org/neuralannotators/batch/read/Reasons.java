package org.neuralannotators.batch.read;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.prompt.PromptException;
import org.neuralannotators.train.config.ConfigurationException;

/**
 * One line for people out of an exception: the first cause says it best, but this software's own
 * errors are complete. Thread-safe.
 */
public final class Reasons {
  private Reasons() {}

  /** Whether the message says all that its cause does, as those of this software do. */
  private static boolean isComplete(Throwable error) {
    boolean ours =
        error instanceof BundleException
            || error instanceof ConfigurationException
            || error instanceof PromptException
            || error.getClass() == IOException.class;
    // Without a message of its own an exception has its cause's.
    return ours
        && error.getMessage() != null
        && !error.getMessage().equals(error.getCause().toString());
  }

  /** Never null or empty. */
  public static String of(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && !isComplete(cause)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    if (cause instanceof NoSuchFileException) {
      return "[" + message + "] doesn't exist";
    }
    if (cause instanceof AccessDeniedException) {
      return "[" + message + "] can't be opened: permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "[" + message + "] exists and isn't a folder";
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory: raise -Xmx in NEURAL_ANNOTATORS_JAVA_OPTS";
    }
    return message == null || message.isBlank() ? cause.getClass().getName() : message;
  }
}
