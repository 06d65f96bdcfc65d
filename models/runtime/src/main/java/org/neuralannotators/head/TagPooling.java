package org.neuralannotators.head;

/** How the pieces of a token that is tagged become one vector. */
public enum TagPooling {
  /** The vector of the first piece (Devlin et al. 2018, section 5.3). */
  FIRST,
  /** The mean of the pieces' vectors. */
  MEAN
}
