/**
 * Layers with explicit forward and backward passes on ND4J's memory. A layer owns its parameters
 * and nothing else: what a pass computes lies in the workspace and is handed to the backward pass
 * by the caller. Matrices of sequences are packed: see {@link
 * org.neuralannotators.network.kernel.PackedSequence}.
 */
package org.neuralannotators.network;
