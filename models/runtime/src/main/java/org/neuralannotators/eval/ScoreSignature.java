package org.neuralannotators.eval;

import java.util.List;

/** How a score came about, in sacreBLEU's form, but with the version of this software. */
final class ScoreSignature {
  private static final int NONE = 0;
  private static final int VARIOUS = -1;

  private int references = NONE;

  /** Refuses a segment without references. */
  void count(List<String> segmentReferences) {
    if (segmentReferences.isEmpty()) {
      throw new IllegalArgumentException(
          "[0] references for a translation; expected one or more, an empty text counts");
    }
    merge(segmentReferences.size());
  }

  void merge(ScoreSignature other) {
    merge(other.references);
  }

  private void merge(int count) {
    if (references == NONE || count == NONE) {
      references += count;
    } else if (references != count) {
      references = VARIOUS;
    }
  }

  String format(String settings) {
    String version = ScoreSignature.class.getPackage().getImplementationVersion();
    return "nrefs:"
        + (references == VARIOUS ? "var" : references)
        + "|"
        + settings
        + "|version:neural-annotators-"
        + (version == null ? "development" : version);
  }
}
