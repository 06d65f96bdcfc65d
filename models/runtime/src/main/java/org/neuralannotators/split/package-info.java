/**
 * Text becomes sentences and tokens, by the offsets of the text itself. Knows no framework and
 * needs no tensors; adapters may use it.
 */
package org.neuralannotators.split;
