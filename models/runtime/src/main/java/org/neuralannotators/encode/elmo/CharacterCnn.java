package org.neuralannotators.encode.elmo;

import java.util.List;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.SequenceBatch;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * Character convolution with max over time (Ma and Hovy 2016, section 2.1): filters over windows of
 * adjacent characters, zeros beyond the word's ends, and the largest value of each filter.
 */
public final class CharacterCnn implements CharacterEncoder {
  private final Parameter characters;
  private final CharacterFilters filters;
  private final int width;
  private final int dimension;
  private final Dropout dropout;

  /**
   * @param alphabet how many characters there are
   * @param characterDimension numbers in a character's vector
   * @param width characters in a window, odd
   * @param dimension number of filters
   * @param dropout of the characters' vectors
   */
  public CharacterCnn(
      Parameters parameters,
      int alphabet,
      int characterDimension,
      int width,
      int dimension,
      Dropout dropout) {
    if (width < 1 || width % 2 == 0) {
      throw new IllegalArgumentException(
          "Character window [" + width + "]; expected an odd number from 1");
    }
    characters =
        parameters.add("characters", alphabet, characterDimension, Initializer.embedding());
    filters =
        new CharacterFilters(
            parameters,
            "characters.cnn",
            characterDimension,
            width,
            dimension,
            Activation.IDENTITY);
    this.width = width;
    this.dimension = dimension;
    this.dropout = dropout;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public Encoding encode(Pass pass, List<int[]> words) {
    CharacterBatch batch = CharacterBatch.of(words);
    PackedSequence packed = batch.packed();
    Indices ids = pass.workspace().indices(batch.ids());
    SequenceBatch sequences = SequenceBatch.of(packed, pass.workspace());
    // One more row, of zeros, stands for what is beyond a word's ends.
    Matrix padded = pass.workspace().zeros(packed.rows() + 1, characters.columns());
    Matrix vectors = padded.rows(0, packed.rows());
    pass.kernels().gather(characters.value(), ids, vectors);
    Dropout.Mask mask = dropout.forward(pass, sequences, vectors);

    Matrix maxima = pass.workspace().matrix(packed.sequences(), dimension);
    CharacterFilters.Trace trace = filters.forward(pass, padded, packed, windows(packed), maxima);

    return new Encoding(
        maxima,
        dMaxima -> {
          Matrix dPadded = pass.workspace().zeros(padded.rows(), padded.columns());
          filters.backward(pass, trace, dMaxima, dPadded);
          Matrix dVectors = dPadded.rows(0, packed.rows());
          dropout.backward(pass, mask, dVectors);
          pass.kernels().scatterAdd(dVectors, ids, pass.gradient(characters));
        });
  }

  /** For each packed row the rows of its window; the row behind the last is beyond the word. */
  private int[] windows(PackedSequence packed) {
    int[] windows = new int[packed.rows() * width];
    int next = 0;
    for (int t = 0; t < packed.steps(); t++) {
      for (int i = 0; i < packed.active(t); i++) {
        for (int w = t - width / 2; w <= t + width / 2; w++) {
          boolean inside = w >= 0 && w < packed.length(i);
          windows[next++] = inside ? packed.row(i, w) : packed.rows();
        }
      }
    }
    return windows;
  }
}
