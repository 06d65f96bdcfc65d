/**
 * ELMo: the network that makes vectors of a token's characters and of what is around it (Peters et
 * al. 2018).
 */
package org.neuralannotators.encode.elmo;
