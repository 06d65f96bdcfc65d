package org.neuralannotators.network.kernel;

/** The forms of the Gaussian error linear unit (Hendrycks and Gimpel 2016, section 2). */
public enum Gelu {
  /** {@code x P(X <= x)} with {@code X} normally distributed. */
  ERF,
  /** {@code x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))}. */
  TANH
}
