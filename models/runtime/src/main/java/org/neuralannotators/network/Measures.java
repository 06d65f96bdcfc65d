package org.neuralannotators.network;

/** What the measures of networks must be. */
public final class Measures {
  private Measures() {}

  /**
   * Accepts only a number above 0.
   *
   * @param what it is, for the error
   * @throws IllegalArgumentException when it is less
   */
  public static void requirePositive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "[" + number + "] for [" + what + "]; expected at least 1");
    }
  }
}
