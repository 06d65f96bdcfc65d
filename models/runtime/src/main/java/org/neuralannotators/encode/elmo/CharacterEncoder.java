package org.neuralannotators.encode.elmo;

import java.util.List;
import java.util.function.Consumer;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Makes a vector for a word of its characters. */
public interface CharacterEncoder {
  /** Numbers in a word's vector. */
  int dimension();

  /**
   * @param words the character numbers of each word
   */
  Encoding encode(Pass pass, List<int[]> words);

  /**
   * @param vectors [words, dimension]
   * @param backward takes the gradient of the vectors and adds to the parameters' gradients
   */
  record Encoding(Matrix vectors, Consumer<Matrix> backward) {}
}
