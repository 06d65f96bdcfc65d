/**
 * The families of encoders and decoders: each one's configuration, names of tensors and heads
 * become ours.
 */
package org.neuralannotators.importing.huggingface.family;
