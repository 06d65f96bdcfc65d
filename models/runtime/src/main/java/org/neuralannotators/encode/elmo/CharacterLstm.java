package org.neuralannotators.encode.elmo;

import java.util.List;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.SequenceBatch;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.recurrent.BidirectionalRecurrent;

/**
 * A bidirectional LSTM over a word's characters (Lample et al. 2016, section 4.1), with the largest
 * value of each output over the word in place of the last.
 */
public final class CharacterLstm implements CharacterEncoder {
  private final Parameter characters;
  private final BidirectionalRecurrent lstm;
  private final Dropout dropout;

  /**
   * @param alphabet how many characters there are
   * @param characterDimension numbers in a character's vector
   * @param dimension numbers in a word's vector, even
   * @param dropout of the characters' vectors
   */
  public CharacterLstm(
      Parameters parameters, int alphabet, int characterDimension, int dimension, Dropout dropout) {
    if (dimension < 2 || dimension % 2 != 0) {
      throw new IllegalArgumentException(
          "Character LSTM of [" + dimension + "] outputs; expected an even number from 2");
    }
    characters =
        parameters.add("characters", alphabet, characterDimension, Initializer.embedding());
    lstm =
        new BidirectionalRecurrent(
            parameters, "characters.lstm", RecurrentCell.LSTM, characterDimension, dimension / 2);
    this.dropout = dropout;
  }

  @Override
  public int dimension() {
    return lstm.outputs();
  }

  @Override
  public Encoding encode(Pass pass, List<int[]> words) {
    CharacterBatch batch = CharacterBatch.of(words);
    PackedSequence packed = batch.packed();
    Indices ids = pass.workspace().indices(batch.ids());
    SequenceBatch sequences = SequenceBatch.of(packed, pass.workspace());
    Matrix x = pass.workspace().matrix(packed.rows(), characters.columns());
    pass.kernels().gather(characters.value(), ids, x);
    Dropout.Mask mask = dropout.forward(pass, sequences, x);
    BidirectionalRecurrent.Trace trace = lstm.forward(pass, sequences, x);
    Matrix maxima = pass.workspace().matrix(packed.sequences(), dimension());
    Matrix steps = pass.workspace().matrix(packed.sequences(), dimension());
    pass.kernels().maxOverTime(packed, trace.output(), maxima, steps);

    return new Encoding(
        maxima,
        dMaxima -> {
          Matrix dOutput = pass.workspace().matrix(packed.rows(), dimension());
          pass.kernels().maxOverTimeBackward(packed, steps, dMaxima, dOutput);
          Matrix dx = lstm.backward(pass, sequences, trace, dOutput);
          dropout.backward(pass, mask, dx);
          pass.kernels().scatterAdd(dx, ids, pass.gradient(characters));
        });
  }
}
