package org.neuralannotators.generate;

/** How many targets of a source are followed, and what becomes of those that end. */
public interface Beams {
  /** Targets of a source at any time. */
  int width();

  /**
   * Begins to search.
   *
   * @param number of the source
   * @param maximumLength in pieces, the end included
   */
  SourceSearch begin(int number, int maximumLength, TargetMarks marks);
}
