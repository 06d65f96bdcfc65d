package org.neuralannotators.translate.network;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.neuralannotators.generate.TranslationNetwork;

/**
 * The size of a network, as a bundle's manifest keeps it. Its {@code type} tells which network it
 * is; manifests of the networks that are older than the types have none, and {@link
 * TranslationArchitectureReader} knows them by their keys.
 */
@JsonDeserialize(using = TranslationArchitectureReader.class)
public sealed interface TranslationArchitecture
    permits EncoderDecoderArchitecture, TransformerArchitecture, RnnArchitecture {
  /** Number of the source's pieces. */
  int sourceVocabulary();

  /** Number of the target's pieces. */
  int targetVocabulary();

  /** Whether both are the same pieces with the same embeddings. */
  boolean joint();

  /** A network that isn't trained any more; its parameters have no memory yet. */
  TranslationNetwork network();

  /** Looks whether vocabularies fit together. */
  static void requireJoint(boolean joint, int sourceVocabulary, int targetVocabulary) {
    if (joint && sourceVocabulary != targetVocabulary) {
      throw new IllegalArgumentException(
          "A joint vocabulary of [%d] and [%d] pieces; expected as many on both sides"
              .formatted(sourceVocabulary, targetVocabulary));
    }
  }
}
