/**
 * How texts become the rows that an encoder reads: pieces of tokens in windows, batches without
 * padding, and vectors of tokens from those of their pieces.
 */
package org.neuralannotators.encode;
