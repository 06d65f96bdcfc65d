package org.neuralannotators.text;

/**
 * What BERT's basic tokenizer does to text before it is split (Devlin et al. 2018, {@code
 * BasicTokenizer}); a property of the checkpoint, never of the user. Immutable.
 *
 * @param cleanText controls are removed, white space becomes spaces
 * @param ideographs ideographs are words of their own
 * @param stripAccents characters lose their accents
 * @param lowerCase letters become small
 */
public record BertNormalization(
    boolean cleanText, boolean ideographs, boolean stripAccents, boolean lowerCase) {
  /** For an uncased checkpoint. */
  public static final BertNormalization UNCASED = new BertNormalization(true, true, true, true);

  /** For a cased checkpoint. */
  public static final BertNormalization CASED = new BertNormalization(true, true, false, false);
}
