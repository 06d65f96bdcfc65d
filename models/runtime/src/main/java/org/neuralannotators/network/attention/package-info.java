/**
 * Attention: of a sequence to itself or to another, with what each kind adds for how far apart two
 * places are.
 */
package org.neuralannotators.network.attention;
