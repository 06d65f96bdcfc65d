package org.neuralannotators.train;

/** Placeholder: the configuration of a training is wrong. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConfigurationException(String message) {
    super(message);
  }
}
