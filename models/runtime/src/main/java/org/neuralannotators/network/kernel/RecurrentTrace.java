package org.neuralannotators.network.kernel;

import java.util.List;

/**
 * What a recurrent layer's forward pass leaves for its backward pass.
 *
 * @param start the state before the first step; null of packed weights, which have no way back
 * @param memory of the LSTM at each step [packed rows, H]; other cells have none, [0, H]; null of
 *     packed weights
 * @param states the kernel's own intermediate results
 */
public record RecurrentTrace(
    RecurrentCell cell,
    PackedSequence packed,
    RecurrentWeights weights,
    RecurrentState start,
    Matrix x,
    Matrix h,
    Matrix memory,
    List<Matrix> states) {}
