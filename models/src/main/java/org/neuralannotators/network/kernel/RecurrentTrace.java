package org.neuralannotators.network.kernel;

import java.util.List;

/**
 * What a recurrent layer's forward pass leaves for its backward pass.
 *
 * @param states the kernel's own intermediate results
 */
public record RecurrentTrace(
    RecurrentCell cell,
    PackedSequence packed,
    RecurrentWeights weights,
    Matrix x,
    Matrix h,
    List<Matrix> states) {}
