package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.memory.data_type;
import org.neuralannotators.network.kernel.Activation;

/**
 * A linear layer over some rows.
 *
 * @param factors type of rows and weights; bias and outputs are in single precision
 * @param activation behind it
 * @param sum whether the product is added to what is there
 */
record LinearShape(
    int rows,
    int inputs,
    int outputs,
    data_type factors,
    boolean bias,
    Activation activation,
    boolean sum) {}
