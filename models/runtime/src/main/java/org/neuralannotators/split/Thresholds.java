package org.neuralannotators.split;

/**
 * Scores over which a text is cut; what the manifest says of the network.
 *
 * @param tokenThreshold over which a token ends
 * @param sentenceThreshold over which a sentence ends
 * @param unmarkedThreshold the same behind a word or a comma within a line: web text often has no
 *     marks, but prose that is cut in the middle of a name is worse than two sentences in one
 */
record Thresholds(int tokenThreshold, int sentenceThreshold, int unmarkedThreshold) {
  /** The one for a sentence that ends at a place. */
  int ofSentence(String text, int end) {
    return isMarked(text.charAt(end - 1)) || endsLine(text, end)
        ? sentenceThreshold
        : unmarkedThreshold;
  }

  private static boolean isMarked(char last) {
    return !Character.isLetterOrDigit(last) && last != ',';
  }

  private static boolean endsLine(String text, int end) {
    int at = end;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
        return true;
      }
      at++;
    }
    return false;
  }
}
