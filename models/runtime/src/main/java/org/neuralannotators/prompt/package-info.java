/**
 * Few-shot prompting (Brown et al. 2020): a language model classifies texts, or fills a field of
 * each, as the instruction and the examples of a prompt file show.
 */
package org.neuralannotators.prompt;
