package org.neuralannotators.spark;

import java.util.List;

/** A sentence that was split into tokens. */
interface Sentence {
  List<String> tokens();

  /**
   * Where some tokens are and what their text is, as {@link InputKind#place()} has it.
   *
   * @param begin the first token
   * @param end behind the last one
   */
  Object[] place(int begin, int end);

  /** The text of some tokens. */
  default String text(int begin, int end) {
    Object[] place = place(begin, end);
    return (String) place[place.length - 1];
  }
}
