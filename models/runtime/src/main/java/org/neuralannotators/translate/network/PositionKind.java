package org.neuralannotators.translate.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a transformer's pieces know their place. */
public enum PositionKind {
  /** An embedding for each position. */
  LEARNED,
  /** Sines and cosines of falling frequencies, in turn (Vaswani et al. 2017, section 3.5). */
  ALTERNATING_SINUSOIDS,
  /** The same, all sines before all cosines, as in Marian and PEGASUS. */
  SINUSOIDS,
  /**
   * The same with frequencies that fall to the last one's {@code 1 / 10000}, as in tensor2tensor,
   * fairseq and M2M100.
   */
  INCLUSIVE_SINUSOIDS,
  /** Buckets of distances add to the scores of attention (Raffel et al. 2020, section 2.1). */
  RELATIVE;

  /** The kind that manifests call so, in letters of any case. */
  @JsonCreator
  public static PositionKind of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "[%s] as kind of positions; expected one of %s"
                        .formatted(name, Arrays.toString(values()))));
  }

  boolean isSinusoidal() {
    return this == ALTERNATING_SINUSOIDS || this == SINUSOIDS || this == INCLUSIVE_SINUSOIDS;
  }

  void requireColumns(int columns) {
    int fewest = this == INCLUSIVE_SINUSOIDS ? 4 : 2;
    if (isSinusoidal() && (columns < fewest || columns % 2 != 0)) {
      throw new IllegalArgumentException(
          "[%d] hidden columns with positions [%s]; expected an even number from [%d]"
              .formatted(columns, this, fewest));
    }
  }

  /** The name in manifests. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
