/**
 * Encoders and decoders of sequence-to-sequence networks, recurrent ones and transformers, each
 * told by its {@link org.neuralannotators.translate.network.TranslationArchitecture}.
 */
package org.neuralannotators.translate.network;
