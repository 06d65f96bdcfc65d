package org.neuralannotators.network.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The operations that layers are made of. All work on memory of one type, in place where they can,
 * and have finished when they return. Instances are not thread-safe.
 */
public interface Kernels extends AutoCloseable {
  /** The kernels that are fastest here for the type; see {@link KernelProvider}. */
  static Kernels of(DataType type) {
    return of(type, Precision.FP32);
  }

  /**
   * The same with products of a precision.
   *
   * @param precision {@linkplain Precision#supported() supported} here
   */
  static Kernels of(DataType type, Precision precision) {
    return KernelProvider.of(type).create(type, precision);
  }

  /** What computes, for people. */
  String description();

  /** The CPU instructions that are used, for people. */
  String instructionSet();

  /** The type of the matrices. */
  DataType type();

  /** {@code c = op(a) op(b) + beta c}, where {@code op} transposes or not. */
  void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, double beta, Matrix c);

  /**
   * Weights for {@link #linear}, which must not change any more.
   *
   * @param weights [inputs, outputs]
   * @param transposed whether they are the other way round
   */
  default PackedWeights pack(Matrix weights, boolean transposed) {
    return PackedWeights.unpacked(weights, transposed);
  }

  /**
   * {@code y = f(x w + bias)}.
   *
   * @param weights made by kernels of this form
   * @param bias null for none
   */
  default void linear(Matrix x, PackedWeights weights, Matrix bias, Activation f, Matrix y) {
    multiply(x, false, weights.plain(), weights.transposed(), 0, y);
    biasAndActivation(y, bias, f);
  }

  /** {@code to} becomes {@code from}, a matrix of the same shape. */
  void copy(Matrix from, Matrix to);

  /** {@code y += x}, matrices of the same shape. */
  void add(Matrix x, Matrix y);

  /** {@code x *= factors}, element by element, matrices of the same shape without gaps. */
  void scale(Matrix x, Matrix factors);

  /** {@code x *= factor}, of a matrix without gaps. */
  void scale(Matrix x, double factor);

  /** {@code x *= factors}, each row with the one row of {@code factors}. */
  void scaleColumns(Matrix x, Matrix factors);

  /** {@code x = f(x + bias)} with {@code bias} of one row or null for none, in place. */
  void biasAndActivation(Matrix x, Matrix bias, Activation f);

  /** {@code y = f(x)}; {@code y} may be {@code x}. */
  void activation(Activation f, Matrix x, Matrix y);

  /** {@code dy = dy f'(x)}, in place. */
  void activationBackward(Activation f, Matrix x, Matrix dy);

  /**
   * {@code dy = dy f'}, in place, where {@code f} has the value {@code y}.
   *
   * @param f one that is {@linkplain Activation#isDerivedFromValue() derived from its value}
   */
  void activationBackwardOfValue(Activation f, Matrix y, Matrix dy);

  /** What is beyond {@code limit} or {@code -limit} becomes that; in place, without gaps. */
  void clip(Matrix x, double limit);

  /**
   * Gradient of {@link #clip}, in place: 0 where {@code y} is at the limit. TensorFlow's {@code
   * tf.clip_by_value} too lets gradients pass only inside.
   */
  void clipBackward(Matrix y, double limit, Matrix dy);

  /** {@code y = gate a + (1 - gate) b}, element by element; {@code y} may be one of them. */
  void interpolate(Matrix gate, Matrix a, Matrix b, Matrix y);

  /** Gradient of {@link #interpolate}: {@code dGate}, {@code da} and {@code db} are overwritten. */
  void interpolateBackward(
      Matrix gate, Matrix a, Matrix b, Matrix dy, Matrix dGate, Matrix da, Matrix db);

  /**
   * Turns pairs of columns in place (Su et al. 2021, equation 34): in each block of columns, one of
   * the first half with the one at the same place of the second half.
   *
   * @param x [rows, blocks of twice the columns of {@code cosines}]
   * @param cosines of the angles by which each row is turned, without gaps
   * @param sines likewise
   * @param back whether they are turned the other way round
   */
  void rotate(Matrix x, Matrix cosines, Matrix sines, boolean back);

  /**
   * Layer normalisation (Ba et al. 2016): {@code y = gain (x - mean) / sqrt(variance + epsilon) +
   * bias} with the mean and the variance of each row.
   *
   * @param bias null for none
   * @param y may be {@code x}
   * @param moments [2, rows] for the means and the variances; null when no backward pass follows
   */
  void layerNorm(Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y, Matrix moments);

  /**
   * Gradient of {@link #layerNorm}.
   *
   * @param dx overwritten
   * @param dGain to which the gradient is added
   * @param dBias to which the gradient is added; null for none
   */
  void layerNormBackward(
      Matrix x,
      Matrix gain,
      double epsilon,
      Matrix moments,
      Matrix dy,
      Matrix dx,
      Matrix dGain,
      Matrix dBias);

  /**
   * Root mean square normalisation (Zhang and Sennrich 2019): {@code y = gain x / sqrt(mean(x^2) +
   * epsilon)} with the mean of each row.
   *
   * @param y may be {@code x}
   * @param squares [1, rows] for the means of the squares; null when no backward pass follows
   */
  void rmsNorm(Matrix x, Matrix gain, double epsilon, Matrix y, Matrix squares);

  /**
   * Gradient of {@link #rmsNorm}.
   *
   * @param dx overwritten; may be {@code dy}
   * @param dGain to which the gradient is added
   */
  void rmsNormBackward(
      Matrix x, Matrix gain, double epsilon, Matrix squares, Matrix dy, Matrix dx, Matrix dGain);

  /** Attention by steps of this form. */
  RaggedAttention attention();

  /**
   * Scaled dot-product attention (Vaswani et al. 2017, section 3.2), of each sequence for itself.
   *
   * @param rows which elements attend to which keys
   * @param queries [rows of queries, H], head after head
   * @param keysValues [rows of keys, 2 K], keys and values side by side, each head after head; K is
   *     H, or a part of it where several heads of queries share one of keys and values (Ainslie et
   *     al. 2023)
   * @param term what is added to the scores; null for nothing
   * @param relative what the scores know of distances, with the rows that the longest sequence
   *     needs; null for nothing. Each sequence's elements are their own keys then
   * @param factors [1, heads pairs] by which the weights are multiplied, for dropout; null for none
   * @param weights [1, heads pairs] for the weights; null when nobody asks for them
   * @param out [rows of queries, H]
   */
  default void attention(
      AttentionRows rows,
      int heads,
      Matrix queries,
      Matrix keysValues,
      AttentionTerm term,
      RelativeScores relative,
      Matrix factors,
      Matrix weights,
      Matrix out) {
    int half = keysValues.columns() / 2;
    attention()
        .forward(
            rows,
            heads,
            queries,
            keysValues.columns(0, half),
            keysValues.columns(half, 2 * half),
            term,
            relative,
            factors,
            weights,
            out);
  }

  /**
   * Attention without a way back, with nothing added to the scores.
   *
   * @param keys [rows of keys, K], as the first half of those above
   * @param values likewise
   */
  default void attention(
      AttentionRows rows, int heads, Matrix queries, Matrix keys, Matrix values, Matrix out) {
    attention().forward(rows, heads, queries, keys, values, null, null, null, null, out);
  }

  /** Attention with nothing added to the scores. */
  default void attention(
      AttentionRows rows,
      int heads,
      Matrix queries,
      Matrix keysValues,
      Matrix factors,
      Matrix weights,
      Matrix out) {
    attention(rows, heads, queries, keysValues, null, null, factors, weights, out);
  }

  /**
   * Gradient of attention, where rows know whether a row may be a key of several sequences.
   *
   * @param dQueries overwritten
   * @param dKeysValues overwritten
   * @param dRelative to whose matrices the gradients are added; null where there is no relative
   */
  default void attentionBackward(
      AttentionRows rows,
      int heads,
      Matrix queries,
      Matrix keysValues,
      AttentionTerm term,
      RelativeScores relative,
      Matrix factors,
      Matrix weights,
      Matrix dOut,
      Matrix dQueries,
      Matrix dKeysValues,
      RelativeScores dRelative) {
    attention()
        .backward(
            rows,
            heads,
            queries,
            keysValues,
            term,
            relative,
            factors,
            weights,
            dOut,
            dQueries,
            dKeysValues,
            dRelative);
  }

  /** Gradient of attention with nothing added to the scores. */
  default void attentionBackward(
      AttentionRows rows,
      int heads,
      Matrix queries,
      Matrix keysValues,
      Matrix factors,
      Matrix weights,
      Matrix dOut,
      Matrix dQueries,
      Matrix dKeysValues) {
    attentionBackward(
        rows,
        heads,
        queries,
        keysValues,
        null,
        null,
        factors,
        weights,
        dOut,
        dQueries,
        dKeysValues,
        null);
  }

  /** Softmax of each row of a matrix without gaps, in place. */
  void softmax(Matrix x);

  /**
   * Gradient of {@link #softmax}, in place.
   *
   * @param y the softmax's values
   * @param dy gradient of the values; becomes that of what the softmax was taken of
   */
  void softmaxBackward(Matrix y, Matrix dy);

  /**
   * The cross-entropy of a softmax and its gradient.
   *
   * @param probabilities the softmax's values; they become the gradient of what it was taken of
   * @param labels the right column of each row
   * @param weight by which loss and gradient are multiplied
   * @return {@code -weight} times the sum of the logarithms of the labels' probabilities
   */
  double crossEntropy(Matrix probabilities, Indices labels, double weight);

  /**
   * The cross-entropy of a softmax against labels of which a share is spread over all columns
   * (label smoothing: Szegedy et al. 2016, section 7), and its gradient.
   *
   * @param scores what the softmax is taken of; they become their gradient. Without gaps
   * @param labels the right column of each row
   * @param smoothing the share that is spread, 0 for none
   * @param weight by which loss and gradient are multiplied
   * @return the weighted sum of the rows' losses
   */
  double smoothedCrossEntropy(Matrix scores, Indices labels, double smoothing, double weight);

  /**
   * The largest elements of each row in falling order; of equal ones the first.
   *
   * @param values [rows, k] for the {@code k} largest
   * @param columns [rows k] for where they are
   */
  void largest(Matrix x, Matrix values, Indices columns);

  /** {@code sums += } the sums of the columns of {@code x}; {@code sums} has one row. */
  void addColumnSums(Matrix x, Matrix sums);

  /** Row {@code i} of {@code out} becomes row {@code rows[i]} of {@code table}. */
  void gather(Matrix table, Indices rows, Matrix out);

  /** Row {@code i} of {@code values} is added to row {@code rows[i]} of {@code table}. */
  void scatterAdd(Matrix values, Indices rows, Matrix table);

  /** Row {@code rows[i]} of {@code table} becomes row {@code i} of {@code values}. */
  void scatter(Matrix values, Indices rows, Matrix table);

  /** Row {@code i} of {@code x} is multiplied by row {@code rows[i]} of {@code factors}. */
  void scaleRows(Matrix x, Matrix factors, Indices rows);

  /**
   * Each row of {@code x} is divided by its number.
   *
   * @param divisors [rows, 1]
   */
  void divideRows(Matrix x, Matrix divisors);

  /**
   * The largest element of each column over the steps of each sequence, 0 for an empty one.
   *
   * @param x [packed rows, columns]
   * @param maxima [sequences, columns], a row for each sequence in the caller's order
   * @param steps the step of each maximum, as {@code maxima}; -1 for an empty sequence
   */
  void maxOverTime(PackedSequence packed, Matrix x, Matrix maxima, Matrix steps);

  /** Gradient of {@link #maxOverTime}: {@code dx} is overwritten. */
  void maxOverTimeBackward(PackedSequence packed, Matrix steps, Matrix dMaxima, Matrix dx);

  /**
   * Runs a recurrent layer from left to right over all sequences.
   *
   * @param start the state before the first step
   * @param x [packed rows, C]
   * @param h [packed rows, H], the outputs
   * @param workspace lends what the trace holds
   * @param training whether {@link #recurrentBackward} will follow
   * @return what the backward pass needs, valid until the workspace is reset
   */
  RecurrentTrace recurrent(
      RecurrentCell cell,
      PackedSequence packed,
      RecurrentWeights weights,
      RecurrentState start,
      Matrix x,
      Matrix h,
      Workspace workspace,
      boolean training);

  /** Weights for the recurrent layer of the same name, which must not change any more. */
  default PackedRecurrent pack(RecurrentCell cell, RecurrentWeights weights) {
    return PackedRecurrent.unpacked(cell, weights);
  }

  /**
   * The same without a way back, from a state of zeros.
   *
   * @param weights made by kernels of this form
   */
  default void recurrent(
      PackedRecurrent weights, PackedSequence packed, Matrix x, Matrix h, Workspace workspace) {
    RecurrentState start =
        RecurrentState.zeros(weights.cell(), packed.sequences(), h.columns(), workspace);
    recurrent(weights.cell(), packed, weights.plain(), start, x, h, workspace, false);
  }

  /**
   * Gradient of {@link #recurrent} where only the outputs matter, and the state before the first
   * step is given.
   *
   * @param trace what the forward pass returned
   * @param dh [packed rows, H], gradient of the outputs
   * @param dx [packed rows, C], overwritten
   * @param gradients to which the gradients of the weights are added
   */
  default void recurrentBackward(
      RecurrentTrace trace, Matrix dh, Matrix dx, RecurrentWeights gradients, Workspace workspace) {
    RecurrentState dState =
        RecurrentState.zeros(
            trace.cell(), trace.packed().sequences(), trace.h().columns(), workspace);
    recurrentBackward(trace, dh, dState, dx, gradients, workspace);
  }

  /**
   * Gradient of {@link #recurrent}.
   *
   * @param trace what the forward pass returned
   * @param dh [packed rows, H], gradient of the outputs
   * @param dState gradient of the state behind the last step of each sequence, beside what {@code
   *     dh} says of it; becomes that of the state before the first step
   * @param dx [packed rows, C], overwritten
   * @param gradients to which the gradients of the weights are added
   */
  void recurrentBackward(
      RecurrentTrace trace,
      Matrix dh,
      RecurrentState dState,
      Matrix dx,
      RecurrentWeights gradients,
      Workspace workspace);

  /**
   * A step of an LSTM's cell whose memory may be clipped (TensorFlow's {@code LSTMCell}): {@code
   * memory = clip(forget before + input candidate)}, {@code out = output tanh(memory)}. All
   * matrices are [rows, H] without gaps.
   *
   * @param gates what the gates' functions are taken of; their values are put in its place
   * @param before the memory before the step
   * @param clip largest absolute value of the memory; 0 for no limit
   */
  void lstmStep(LstmGates gates, Matrix before, double clip, Matrix memory, Matrix out);

  /**
   * Gradient of {@link #lstmStep}.
   *
   * @param gates the values
   * @param dMemory gradient of the memory from the steps behind; becomes that of {@code before}
   * @param dGates gradients of what the gates' functions were taken of; overwritten
   */
  void lstmStepBackward(
      LstmGates gates,
      Matrix before,
      double clip,
      Matrix memory,
      Matrix dOut,
      Matrix dMemory,
      LstmGates dGates);

  @Override
  void close();
}
