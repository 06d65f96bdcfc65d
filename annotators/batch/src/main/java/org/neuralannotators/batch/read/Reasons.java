package org.neuralannotators.batch.read;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.neuralannotators.bundle.BundleException;

/**
 * One line for people out of an exception: the first cause says it best, but a bundle's error is
 * complete. Thread-safe.
 */
public final class Reasons {
  private Reasons() {}

  /** Never null or empty. */
  public static String of(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && !(cause instanceof BundleException)) {
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
