/**
 * Low-rank adaptation (LoRA: Hu et al. 2021): a network learns products of two narrow matrices,
 * which are added to matrices of its attention, while its own weights stay.
 */
package org.neuralannotators.network.lowrank;
