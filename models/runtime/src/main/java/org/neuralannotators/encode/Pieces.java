package org.neuralannotators.encode;

import java.util.Arrays;
import java.util.function.Function;

/** Pieces of one or more tokens, without special ones, and the segment of each. */
record Pieces(int[] ids, int[] segments) {
  static final Pieces NONE = of(new int[0], 0);

  /** Pieces of one segment. */
  static Pieces of(int[] ids, int segment) {
    int[] segments = new int[ids.length];
    Arrays.fill(segments, segment);
    return new Pieces(ids, segments);
  }

  static Pieces join(Pieces... parts) {
    return new Pieces(join(parts, Pieces::ids), join(parts, Pieces::segments));
  }

  private static int[] join(Pieces[] parts, Function<Pieces, int[]> part) {
    return Arrays.stream(parts).map(part).flatMapToInt(Arrays::stream).toArray();
  }

  int length() {
    return ids.length;
  }

  Pieces range(int begin, int end) {
    return new Pieces(
        Arrays.copyOfRange(ids, begin, end), Arrays.copyOfRange(segments, begin, end));
  }
}
