/**
 * Trained models on disk and in memory: what isn't exactly as its manifest says is refused with
 * what was found, what was expected and what to do, before any memory is taken for it.
 */
package org.neuralannotators.bundle;
