/**
 * Continues texts with the language model of a decoder: greedily, by beam search, or drawn. The
 * interface that adapters see, and the search behind it.
 */
package org.neuralannotators.lm.continuation;
