/**
 * Search: which target a network that says what may come next is taken to mean, by beams, by
 * drawing, or along a given one.
 */
package org.neuralannotators.generate;
