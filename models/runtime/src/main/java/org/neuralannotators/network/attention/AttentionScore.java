package org.neuralannotators.network.attention;

/**
 * How well a decoder's state {@code s} and an encoder's state {@code h} fit together (Luong et al.
 * 2015, section 3.1).
 */
public enum AttentionScore {
  /** There is no attention. */
  NONE,

  /** {@code s h}, of as many columns. */
  DOT,

  /** {@code s W h}, multiplicative. */
  GENERAL,

  /** {@code v tanh(W s + U h)}, additive (Bahdanau et al. 2015, section A.1.2). */
  CONCAT
}
