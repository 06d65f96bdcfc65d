package org.neuralannotators.split;

/** Says whether the text is cut at a place. */
@FunctionalInterface
interface Decision {
  /**
   * Decides.
   *
   * @param position offset of the place
   * @param features what is known of it; valid during the call only
   */
  boolean cut(int position, Features features);
}
