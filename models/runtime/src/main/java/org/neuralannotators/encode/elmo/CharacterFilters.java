package org.neuralannotators.encode.elmo;

import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/** Filters over windows of adjacent characters, and the largest value of each filter in a word. */
final class CharacterFilters {
  private final Linear filters;
  private final int width;
  private final int characterColumns;

  /**
   * @param characterColumns numbers in a character's vector
   * @param width characters in a window
   * @param count number of filters
   * @param activation increases, so that it doesn't matter whether it comes before the maximum
   */
  CharacterFilters(
      Parameters parameters,
      String name,
      int characterColumns,
      int width,
      int count,
      Activation activation) {
    filters = new Linear(parameters, name, width * characterColumns, count, activation);
    this.width = width;
    this.characterColumns = characterColumns;
  }

  /** What a forward pass leaves for the backward pass. */
  record Trace(PackedSequence positions, Indices windows, Matrix x, Matrix y, Matrix steps) {}

  /**
   * @param characters vectors, a row each
   * @param positions where each word has windows
   * @param windows for each of these the rows of its characters
   * @param maxima [words, count], overwritten
   */
  Trace forward(
      Pass pass, Matrix characters, PackedSequence positions, int[] windows, Matrix maxima) {
    Indices rows = pass.workspace().indices(windows);
    Matrix slots = pass.workspace().matrix(windows.length, characterColumns);
    pass.kernels().gather(characters, rows, slots);
    Matrix x = slots.reshape(positions.rows(), width * characterColumns);
    Matrix y = filters.forward(pass, x);
    Matrix steps = pass.workspace().matrix(maxima.rows(), maxima.columns());
    pass.kernels().maxOverTime(positions, y, maxima, steps);
    return new Trace(positions, rows, x, y, steps);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dMaxima gradient of the maxima
   * @param dCharacters to which the gradient of the characters' vectors is added
   */
  void backward(Pass pass, Trace trace, Matrix dMaxima, Matrix dCharacters) {
    Matrix dy = pass.workspace().matrix(trace.y().rows(), trace.y().columns());
    pass.kernels().maxOverTimeBackward(trace.positions(), trace.steps(), dMaxima, dy);
    Matrix dx = filters.backward(pass, trace.x(), trace.y(), dy);
    Matrix dSlots = dx.reshape(trace.windows().length(), characterColumns);
    pass.kernels().scatterAdd(dSlots, trace.windows(), dCharacters);
  }
}
