/**
 * Language models of a decoder alone, which read pieces from left to right: GPT (Radford et al.
 * 2018, 2019; Brown et al. 2020) and the form of Llama (Touvron et al. 2023).
 */
package org.neuralannotators.lm.decoder;
