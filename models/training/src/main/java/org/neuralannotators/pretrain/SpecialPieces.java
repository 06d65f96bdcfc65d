package org.neuralannotators.pretrain;

import java.util.List;

/**
 * The ids of the special tokens of BERT's vocabulary (Devlin et al. 2018, section 3).
 *
 * @param classification {@code [CLS]}, before each sequence
 * @param separator {@code [SEP]}, behind each segment
 * @param unknown {@code [UNK]}, a word that can't be cut
 * @param mask {@code [MASK]}, a piece to be predicted
 */
record SpecialPieces(int classification, int separator, int unknown, int mask) {
  /**
   * Looks the special tokens up.
   *
   * @throws IllegalArgumentException when the vocabulary lacks one
   */
  static SpecialPieces of(List<String> vocabulary) {
    return new SpecialPieces(
        id(vocabulary, "[CLS]"),
        id(vocabulary, "[SEP]"),
        id(vocabulary, "[UNK]"),
        id(vocabulary, "[MASK]"));
  }

  private static int id(List<String> vocabulary, String token) {
    int id = vocabulary.indexOf(token);
    if (id < 0) {
      throw new IllegalArgumentException(
          "The vocabulary of [%d] pieces has no [%s]; expected BERT's vocabulary with its special"
                  .formatted(vocabulary.size(), token)
              + " tokens [CLS], [SEP], [UNK] and [MASK]");
    }
    return id;
  }
}
