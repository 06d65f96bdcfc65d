/**
 * What is below an encoder's first layer: embeddings of pieces, positions and segments, and what is
 * done with their sum.
 */
package org.neuralannotators.encode.transformer.input;
