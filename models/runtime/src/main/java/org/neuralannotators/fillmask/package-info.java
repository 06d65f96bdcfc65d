/**
 * Masked language models in use (Devlin et al. 2018, section 3.1): what may stand where a text says
 * {@code [MASK]}. The interface that adapters see, and the head behind it, which stands in the
 * bundle of an encoder beside it.
 */
package org.neuralannotators.fillmask;
