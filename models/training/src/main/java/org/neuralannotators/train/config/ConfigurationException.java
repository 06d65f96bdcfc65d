package org.neuralannotators.train.config;

/** A configuration that can't be used; the message says which part of it and what to do. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was given, what was expected and what to do. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** With what went wrong beneath. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
