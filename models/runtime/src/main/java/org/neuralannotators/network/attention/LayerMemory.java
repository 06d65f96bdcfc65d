package org.neuralannotators.network.attention;

import org.neuralannotators.network.Norm;
import org.neuralannotators.network.kernel.Matrix;

/**
 * What the input of a layer was for the pieces before texts (Dai et al. 2019, section 3.2). No
 * gradient flows to where it came from.
 *
 * @param rows of the texts behind it
 * @param states [rows of memory, columns], before the layer's normalisation
 * @param norm what attention's input is normalised by
 */
public record LayerMemory(MemoryRows rows, Matrix states, Norm norm) {}
