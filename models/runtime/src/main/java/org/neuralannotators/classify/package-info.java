/**
 * Heads on BERT's encoder for whole texts, pairs of texts and extractive question answering (Devlin
 * et al. 2018, sections 4.1 and 4.2): the interfaces that adapters see, and the networks behind
 * them. No type of the network's engine appears in an adapter's part here.
 */
package org.neuralannotators.classify;
