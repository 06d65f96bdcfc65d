package org.neuralannotators.encode.elmo;

import java.util.List;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.SequenceBatch;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.network.recurrent.LstmStack;
import org.neuralannotators.network.recurrent.LstmState;
import org.neuralannotators.text.CharacterIds;

/**
 * ELMo's bidirectional language model without its softmax (Peters et al. 2018, section 3.1): token
 * vectors of characters, and on them LSTMs that read from left to right and others that read from
 * right to left. No padding: a sequence's result doesn't depend on the others of its batch.
 */
public final class BiLanguageModel {
  private final ElmoArchitecture architecture;
  private final CharacterEncoder tokens;
  private final LstmStack ahead;
  private final LstmStack back;

  /**
   * @param parameters gets the model's, without memory yet
   * @param dropout of the input of each LSTM
   */
  public BiLanguageModel(Parameters parameters, ElmoArchitecture architecture, Dropout dropout) {
    this.architecture = architecture;
    tokens = new HighwayCharacterCnn(parameters, architecture);
    ahead = stack(parameters, "ahead", architecture, dropout);
    back = stack(parameters, "back", architecture, dropout);
  }

  private static LstmStack stack(
      Parameters parameters, String name, ElmoArchitecture architecture, Dropout dropout) {
    return new LstmStack(
        parameters,
        name,
        architecture.layers(),
        architecture.columns(),
        architecture.units(),
        architecture.memoryClip(),
        architecture.outputClip(),
        architecture.skipConnections(),
        dropout);
  }

  /** The model's shape. */
  public ElmoArchitecture architecture() {
    return architecture;
  }

  /** How tokens become numbers. */
  public CharacterIds characterIds() {
    return new CharacterIds(architecture.maximumCharacters());
  }

  /**
   * What the LSTMs know between two batches.
   *
   * @param ahead of each layer that reads from left to right
   * @param back of each layer that reads from right to left
   */
  public record State(List<LstmState> ahead, List<LstmState> back) {
    /** Some of the sequences: rows {@code from} to {@code to}, exclusive. */
    public State rows(int from, int to) {
      return new State(
          ahead.stream().map(state -> state.rows(from, to)).toList(),
          back.stream().map(state -> state.rows(from, to)).toList());
    }

    /** Copies the numbers of a state of the same shape, such as that behind a batch. */
    public void set(State other) {
      for (int i = 0; i < ahead.size(); i++) {
        ahead.get(i).set(other.ahead.get(i));
        back.get(i).set(other.back.get(i));
      }
    }
  }

  /** The state before a first batch. */
  public State zeroState(Workspace workspace, int sequences) {
    return new State(ahead.zeroState(workspace, sequences), back.zeroState(workspace, sequences));
  }

  /**
   * What a forward pass computed, valid until the workspace is reset.
   *
   * @param tokens [packed rows, columns], the tokens' vectors
   * @param back whose rows are reversed, sequence by sequence; see {@link #inOrder}
   */
  public record Trace(
      TokenBatch batch,
      SequenceBatch sequences,
      CharacterEncoder.Encoding words,
      Indices wordOfRow,
      Indices wordOfBackRow,
      Matrix tokens,
      LstmStack.Trace ahead,
      LstmStack.Trace back) {
    /** The state behind the batch. */
    public State last() {
      return new State(ahead.last(), back.last());
    }
  }

  /**
   * @param state before the batch
   */
  public Trace forward(Pass pass, TokenBatch batch, State state) {
    SequenceBatch sequences = SequenceBatch.of(batch.packed(), pass.workspace());
    CharacterEncoder.Encoding words = tokens.encode(pass, batch.words());
    Indices wordOfRow = pass.workspace().indices(batch.wordOfRow());
    Indices wordOfBackRow = pass.workspace().indices(batch.wordOfBackRow());
    Matrix x = gather(pass, words.vectors(), wordOfRow);
    Matrix reversed = gather(pass, words.vectors(), wordOfBackRow);
    return new Trace(
        batch,
        sequences,
        words,
        wordOfRow,
        wordOfBackRow,
        x,
        ahead.forward(pass, batch.packed(), x, state.ahead()),
        back.forward(pass, batch.packed(), reversed, state.back()));
  }

  /** Rows of the layers that read from right to left, in the order of the tokens. */
  public Matrix inOrder(Pass pass, Trace trace, Matrix reversed) {
    return gather(pass, reversed, trace.sequences().reversal());
  }

  /**
   * The vectors of a layer: 0 has each token's twice, side by side, the others the outputs of both
   * directions.
   *
   * @param out [packed rows, 2 columns], overwritten
   */
  public void layer(Pass pass, Trace trace, int layer, Matrix out) {
    int columns = architecture.columns();
    Matrix left = out.columns(0, columns);
    Matrix right = out.columns(columns, 2 * columns);
    if (layer == 0) {
      pass.kernels().copy(trace.tokens(), left);
      pass.kernels().copy(trace.tokens(), right);
    } else {
      pass.kernels().copy(trace.ahead().outputs().get(layer - 1), left);
      Matrix reversed = trace.back().outputs().get(layer - 1);
      pass.kernels().gather(reversed, trace.sequences().reversal(), right);
    }
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dAhead gradient of the top layer from left to right; overwritten
   * @param dBack gradient of the top layer from right to left, its rows reversed as the layer's;
   *     overwritten
   */
  public void backward(Pass pass, Trace trace, Matrix dAhead, Matrix dBack) {
    Matrix dTokens = ahead.backward(pass, trace.ahead(), dAhead);
    Matrix dReversed = back.backward(pass, trace.back(), dBack);
    Matrix dWords = pass.workspace().zeros(trace.words().vectors().rows(), architecture.columns());
    pass.kernels().scatterAdd(dTokens, trace.wordOfRow(), dWords);
    pass.kernels().scatterAdd(dReversed, trace.wordOfBackRow(), dWords);
    trace.words().backward().accept(dWords);
  }

  private static Matrix gather(Pass pass, Matrix x, Indices rows) {
    Matrix gathered = pass.workspace().matrix(rows.length(), x.columns());
    pass.kernels().gather(x, rows, gathered);
    return gathered;
  }
}
