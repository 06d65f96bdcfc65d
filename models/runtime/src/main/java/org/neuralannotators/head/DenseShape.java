package org.neuralannotators.head;

import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of a linear layer.
 *
 * @param inputs columns of what it reads
 * @param outputs columns of what it gives
 * @param bias whether it has one
 * @param activation behind it
 */
public record DenseShape(int inputs, int outputs, boolean bias, Activation activation) {}
