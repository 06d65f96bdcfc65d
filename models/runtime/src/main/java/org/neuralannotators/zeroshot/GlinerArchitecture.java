package org.neuralannotators.zeroshot;

import static org.neuralannotators.network.Measures.requirePositive;

import org.neuralannotators.encode.transformer.EncoderArchitecture;

/**
 * The shape of a GLiNER model, as a bundle's manifest keeps it.
 *
 * @param encoder reads the labels and the words
 * @param columns of the vectors of words and labels
 * @param pooling how the pieces of a word become one vector
 * @param recurrentLayers bidirectional LSTM layers over the words; 0 for none
 * @param form how entities are told
 * @param maximumWidth words of the longest entity; only for forms that score all spans
 * @param maximumWords words that are read at once
 * @param prompt how labels are put before the words
 */
public record GlinerArchitecture(
    EncoderArchitecture encoder,
    int columns,
    WordPooling pooling,
    int recurrentLayers,
    Form form,
    int maximumWidth,
    int maximumWords,
    Prompt prompt) {
  /** How entities are told; all but the first name are GLiNER's. */
  public enum Form {
    /** Spans by their first and last word, through one layer ({@code marker}). */
    MARKER,
    /** Spans by their first and last word, through two layers ({@code markerV0}). */
    MARKER_V0,
    /** Words where entities begin, go on and end ({@code token_level}: Stepanov et al. 2024). */
    TOKENS,
    /** Spans that {@link #TOKENS} gives, scored as by {@link #MARKER_V0}. */
    TOKEN_SPANS
  }

  /**
   * What the encoder reads before the words: each label behind the entity marker, and then the
   * separator.
   *
   * @param entity the piece of the entity marker
   * @param separator the pieces of the separator
   * @param markerVector whether a label's vector is that of the marker before it; otherwise that of
   *     the label's first piece
   */
  public record Prompt(int entity, int[] separator, boolean markerVector) {}

  public GlinerArchitecture {
    requirePositive("columns", columns);
    requirePositive("maximumWidth", maximumWidth);
    requirePositive("maximumWords", maximumWords);
    if (recurrentLayers < 0 || (recurrentLayers > 0 && columns % 2 != 0)) {
      throw new IllegalArgumentException(
          "[%d] recurrent layers of [%d] columns; expected 0 or more, of an even number"
              .formatted(recurrentLayers, columns));
    }
    if (prompt.entity() < 0 || prompt.entity() >= encoder.vocabulary()) {
      throw new IllegalArgumentException(
          "The entity marker is piece [%d]; expected one of the encoder's [%d]"
              .formatted(prompt.entity(), encoder.vocabulary()));
    }
  }
}
