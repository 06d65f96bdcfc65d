package org.neuralannotators.lm;

import java.util.Objects;
import org.neuralannotators.network.kernel.RecurrentCell;

/**
 * The shape of a language model that reads from left to right, as a bundle's manifest keeps it.
 *
 * @param unit what it predicts
 * @param cell of the layers; LSTM by default
 * @param dimension numbers in a token's vector
 * @param units cells of a layer
 * @param layers how many, one on the other
 */
public record RecurrentArchitecture(
    TextUnit unit, RecurrentCell cell, int dimension, int units, int layers) {
  public RecurrentArchitecture {
    unit = Objects.requireNonNullElse(unit, TextUnit.WORDS);
    cell = Objects.requireNonNullElse(cell, RecurrentCell.LSTM);
    if (dimension < 1 || units < 1 || layers < 1) {
      throw new IllegalArgumentException(
          "[dimension] is [%d], [units] is [%d], [layers] is [%d]; expected at least 1 of each"
              .formatted(dimension, units, layers));
    }
  }
}
