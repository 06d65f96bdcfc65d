/** Low-rank adaptation (LoRA: Hu et al. 2021) of networks that there are, for any task. */
package org.neuralannotators.train.lowrank;
