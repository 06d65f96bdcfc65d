/**
 * What a decoder learnt beside its weights, as bundles of their own: the factors of products of low
 * rank (LoRA: Hu et al. 2021), which are added to the weights when both are read.
 */
package org.neuralannotators.lm.adapter;
