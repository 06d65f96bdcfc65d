/**
 * Language models: text as streams that are read window by window, networks that predict the next
 * or the previous token, perplexity and the generation of text.
 */
package org.neuralannotators.lm;
