/**
 * Named entities of any kind that words describe (GLiNER: Zaratiana et al. 2023): the labels are
 * part of what the network reads, and each span is compared with each label. For use only, not for
 * training.
 */
package org.neuralannotators.zeroshot;
