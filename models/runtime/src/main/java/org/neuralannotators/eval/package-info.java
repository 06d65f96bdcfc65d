/**
 * Scores by the definitions that the field publishes; every scorer is compared with an
 * implementation that isn't ours.
 */
package org.neuralannotators.eval;
