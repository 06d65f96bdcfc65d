package org.neuralannotators.classify;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.neuralannotators.encode.transformer.EncoderArchitecture;

/**
 * The shape of an encoder with a head, as a bundle's manifest keeps it.
 *
 * @param encoder the encoder
 * @param maximumPieces of a sequence, special ones included
 * @param stride pieces between the beginnings of two windows of a longer text
 * @param pairs whether two texts are read at once
 * @param answers which answers a network may give; null for one that classifies
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeadArchitecture(
    EncoderArchitecture encoder, int maximumPieces, int stride, boolean pairs, Answers answers) {
  /** [CLS] a [SEP] b [SEP]. */
  private static final int SHORTEST = 5;

  public HeadArchitecture {
    if (maximumPieces < SHORTEST || maximumPieces > encoder.maximumPositions()) {
      throw new IllegalArgumentException(
          "maximumPieces [%d]; expected from %d to [%d], the positions of the encoder"
              .formatted(maximumPieces, SHORTEST, encoder.maximumPositions()));
    }
    if (stride < 1 || stride > maximumPieces - 2) {
      throw new IllegalArgumentException(
          "stride [%d]; expected from 1 to [%d], so that windows leave no piece out"
              .formatted(stride, maximumPieces - 2));
    }
  }

  /**
   * Which answers a network may give.
   *
   * @param maximumPieces of an answer
   * @param optional whether it may say that there is none
   */
  public record Answers(int maximumPieces, boolean optional) {
    public Answers {
      if (maximumPieces < 1) {
        throw new IllegalArgumentException(
            "Answers of at most [" + maximumPieces + "] pieces; expected at least 1");
      }
    }
  }
}
