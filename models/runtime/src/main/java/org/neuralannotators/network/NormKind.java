package org.neuralannotators.network;

/** Kinds of normalisation. */
public enum NormKind {
  /** With mean, variance and bias (Ba et al. 2016). */
  LAYER,
  /** By the mean of the squares (Zhang and Sennrich 2019). */
  RMS;

  /**
   * A normalisation of rows of {@code columns} numbers.
   *
   * @param epsilon added to the variance, or to the mean of the squares
   */
  public Norm norm(Parameters parameters, String name, int columns, double epsilon) {
    return this == RMS
        ? new RmsNorm(parameters, name, columns, epsilon)
        : new LayerNorm(parameters, name, columns, epsilon);
  }
}
