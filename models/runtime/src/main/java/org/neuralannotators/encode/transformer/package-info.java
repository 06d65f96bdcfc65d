/**
 * Encoders: pretrained transformers that turn pieces into hidden states. All are an {@link
 * org.neuralannotators.encode.transformer.Encoder}, made by their {@link
 * org.neuralannotators.encode.transformer.EncoderArchitecture}; nothing above knows which.
 */
package org.neuralannotators.encode.transformer;
