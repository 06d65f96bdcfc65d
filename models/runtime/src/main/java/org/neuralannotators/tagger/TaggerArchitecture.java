package org.neuralannotators.tagger;

import static org.neuralannotators.network.Measures.requirePositive;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The shape of a BiLSTM-CRF, as a bundle's manifest keeps it.
 *
 * @param wordDimension numbers in a word's vector
 * @param characters how words are spelt out
 * @param recurrent the layers over the sentence
 * @param crf whether transitions between labels are scored and constrained; otherwise each token's
 *     label is chosen on its own
 * @param embedder the pretrained network whose layers are read too; null for none
 */
public record TaggerArchitecture(
    int wordDimension,
    Characters characters,
    RecurrentLayers recurrent,
    boolean crf,
    @JsonInclude(JsonInclude.Include.NON_NULL) Embedder embedder) {

  /** How a word's characters become a vector. */
  public enum CharacterEncoding {
    /** Not at all. */
    NONE,
    /** Convolution and max over time (Ma and Hovy 2016). */
    CNN,
    /** Bidirectional LSTM and max over time (after Lample et al. 2016). */
    LSTM
  }

  /**
   * A word's characters.
   *
   * @param encoding the network
   * @param dimension numbers in a character's vector
   * @param outputs numbers in the word's vector
   * @param width characters in a window of the CNN, odd
   * @param maximumLength characters of a word that are read; of a longer one its two ends
   */
  public record Characters(
      CharacterEncoding encoding, int dimension, int outputs, int width, int maximumLength) {}

  /** The kinds of recurrent cells. */
  public enum Cell {
    /** Hochreiter and Schmidhuber 1997. */
    LSTM,
    /** Cho et al. 2014. */
    GRU,
    /** Elman 1990. */
    RNN
  }

  /**
   * The bidirectional layers over the sentence.
   *
   * @param cell the kind
   * @param units cells in each direction
   * @param layers how many, one on the other
   */
  public record RecurrentLayers(Cell cell, int units, int layers) {}

  /**
   * A pretrained network of which each token gets a vector, a trained mix of its layers.
   *
   * @param layers how many
   * @param columns numbers in a token's vector
   * @param normalized whether layers are normalised before they are mixed
   */
  public record Embedder(int layers, int columns, boolean normalized) {}

  public TaggerArchitecture {
    requirePositive("wordDimension", wordDimension);
    requirePositive("recurrent.units", recurrent.units());
    requirePositive("recurrent.layers", recurrent.layers());
    if (embedder != null) {
      requirePositive("embedder.layers", embedder.layers());
      requirePositive("embedder.columns", embedder.columns());
    }
    if (characters.encoding() != CharacterEncoding.NONE) {
      requirePositive("characters.dimension", characters.dimension());
      requirePositive("characters.outputs", characters.outputs());
      if (characters.maximumLength() < 2) {
        throw new IllegalArgumentException(
            "characters.maximumLength [" + characters.maximumLength() + "]; expected at least 2");
      }
    }
  }
}
