/**
 * Sequence-to-sequence networks: from a text to another one, such as its translation. Adapters see
 * {@link org.neuralannotators.translate.Translator}; a network says only what may come next, and
 * the search decides.
 */
package org.neuralannotators.translate;
