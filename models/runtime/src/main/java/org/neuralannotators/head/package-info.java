/**
 * What stands on an encoder: layers that tell something from its hidden states, and how they learn.
 * A head knows neither bundles nor texts; {@code model} puts it on an encoder, and a task's package
 * says what its scores mean.
 */
package org.neuralannotators.head;
