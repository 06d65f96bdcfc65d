package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a word into pieces of a vocabulary: from left to right the longest that fits (Wu et al.
 * 2016). Immutable and so thread-safe.
 */
final class LongestMatch {
  private static final String CONTINUES = "##";

  private final Map<String, Integer> first = new HashMap<>();
  private final Map<String, Integer> continuing = new HashMap<>();
  private final int longest;

  /**
   * @param pieces a piece's place is its id; pieces inside of words begin with {@code ##}
   */
  LongestMatch(List<String> pieces) {
    int length = 0;
    for (int id = 0; id < pieces.size(); id++) {
      String piece = pieces.get(id);
      if (piece.startsWith(CONTINUES)) {
        continuing.put(piece.substring(CONTINUES.length()), id);
      }
      // At a word's beginning number signs are what they look like.
      first.put(piece, id);
      length = Math.max(length, piece.length());
    }
    longest = length;
  }

  /** A piece and where it ends in the word. */
  record Match(int id, int end) {}

  /** The pieces of a word; none when it can't be cut. */
  List<Match> cut(String word) {
    List<Match> matches = new ArrayList<>();
    for (int begin = 0; begin < word.length(); ) {
      Match match = longest(begin == 0 ? first : continuing, word, begin);
      if (match == null) {
        return List.of();
      }
      matches.add(match);
      begin = match.end();
    }
    return matches;
  }

  private Match longest(Map<String, Integer> pieces, String word, int begin) {
    for (int end = Math.min(word.length(), begin + longest); end > begin; end--) {
      Integer id = pieces.get(word.substring(begin, end));
      if (id != null) {
        return new Match(id, end);
      }
    }
    return null;
  }
}
