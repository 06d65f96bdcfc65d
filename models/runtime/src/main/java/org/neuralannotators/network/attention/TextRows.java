package org.neuralannotators.network.attention;

import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Where the pieces of texts lie, and which attends to which.
 *
 * @param rows of the texts
 * @param before the pieces that one attends to
 * @param rotation of queries and keys; null for none
 * @param memory what was read before the texts; null for nothing
 */
public record TextRows(
    RaggedRows rows, AttentionRows before, Rotation rotation, LayerMemory memory) {}
