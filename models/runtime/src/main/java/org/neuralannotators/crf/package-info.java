/**
 * The linear-chain conditional random field (Lafferty et al. 2001; Lample et al. 2016, section
 * 2.2): plain arithmetic in double precision on the scores of one sentence, immutable and
 * thread-safe.
 */
package org.neuralannotators.crf;
