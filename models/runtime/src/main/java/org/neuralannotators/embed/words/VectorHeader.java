package org.neuralannotators.embed.words;

import java.io.IOException;

/**
 * The first line of word2vec's and fastText's files.
 *
 * @param words how many vectors follow
 * @param dimension numbers of each
 */
record VectorHeader(long words, int dimension) {
  private static final int LARGEST_DIMENSION = 1 << 16;

  static VectorHeader parse(String line, String where) throws IOException {
    try {
      String[] columns = line.strip().split("[ \t]+", 2);
      VectorHeader header =
          new VectorHeader(Long.parseLong(columns[0]), Integer.parseInt(columns[1]));
      if (header.dimension >= 1 && header.dimension <= LARGEST_DIMENSION) {
        return header;
      }
    } catch (NumberFormatException e) {
      throw new IOException(malformed(line, where), e);
    }
    throw new IOException(malformed(line, where));
  }

  private static String malformed(String line, String where) {
    return where
        + ": header ["
        + line
        + "], expected number of words and dimension up to ["
        + LARGEST_DIMENSION
        + "]; the file is damaged";
  }

  /** Refuses a file that ended before its last word. */
  void requireWords(VectorCollector vectors, String where) throws IOException {
    if (!vectors.isFull() && vectors.seen() < words) {
      throw new IOException(
          where
              + ": the file ends after ["
              + vectors.seen()
              + "] words, its header announces ["
              + words
              + "]; it is cut short, get it anew");
    }
  }
}
