package org.neuralannotators.train;

import java.io.IOException;

/** Gives a resource away, or closes it where its new owner can't be made. */
public final class Handover {
  private Handover() {}

  /** Makes an owner. */
  @FunctionalInterface
  public interface Making<R> {
    R make() throws IOException;
  }

  /**
   * Makes the owner of a resource.
   *
   * @param close frees the resource when that fails
   */
  public static <R> R to(Making<R> owner, Runnable close) throws IOException {
    try {
      return owner.make();
    } catch (IOException | RuntimeException e) {
      close.run();
      throw e;
    }
  }
}
