package org.neuralannotators.text;

/** Two subwords that become one where they meet. */
record SubwordMerge(Subword left, Subword right) {
  private static final String SEPARATOR = " ";

  Subword result() {
    return left.plus(right);
  }

  String toLine() {
    return left.toLine() + SEPARATOR + right.toLine();
  }

  static boolean isMerge(String line) {
    return line.contains(SEPARATOR);
  }

  /** Reads what {@link #toLine} wrote. */
  static SubwordMerge fromLine(String line) {
    String[] parts = line.split(SEPARATOR, -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "[" + line + "] isn't a merge; expected two subwords with a space between");
    }
    return new SubwordMerge(Subword.fromLine(parts[0]), Subword.fromLine(parts[1]));
  }
}
