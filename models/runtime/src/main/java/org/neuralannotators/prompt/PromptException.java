package org.neuralannotators.prompt;

/** A prompt file that can't be used; the message says which part of it and what to do. */
public final class PromptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** With what was given, what was expected and what to do. */
  public PromptException(String message) {
    super(message);
  }

  /** With what went wrong beneath. */
  public PromptException(String message, Throwable cause) {
    super(message, cause);
  }
}
