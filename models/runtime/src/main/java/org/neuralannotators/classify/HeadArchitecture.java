package org.neuralannotators.classify;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.TransformShape;

/**
 * The shape of an encoder with a head, as a bundle's manifest keeps it.
 *
 * @param encoder the encoder
 * @param maximumPieces of a sequence, special ones included
 * @param stride pieces between the beginnings of two windows of a longer text
 * @param pairs whether two texts are read at once
 * @param answers which answers a network may give; null for one that classifies
 * @param pooler how a sequence that is classified becomes one vector; BERT's when null. Not looked
 *     at for answers
 * @param output what the scores of a classifier mean; one label when null. Not looked at for
 *     answers
 * @param transform layers between the hidden states and the scores of answers; null for none. Not
 *     looked at for classes, whose pooler has its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeadArchitecture(
    EncoderArchitecture encoder,
    int maximumPieces,
    int stride,
    boolean pairs,
    Answers answers,
    PoolerShape pooler,
    ClassOutput output,
    TransformShape transform) {
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
    if (answers == null) {
      pooler = pooler == null ? PoolerShape.BERT : pooler;
      output = output == null ? ClassOutput.ONE_LABEL : output;
    }
  }

  /** BERT's heads (Devlin et al. 2018, sections 4.1 and 4.2). */
  public HeadArchitecture(
      EncoderArchitecture encoder, int maximumPieces, int stride, boolean pairs, Answers answers) {
    this(encoder, maximumPieces, stride, pairs, answers, null, null, null);
  }

  /** What gives sequences labels or numbers. */
  public static HeadArchitecture classifier(
      EncoderArchitecture encoder,
      int maximumPieces,
      int stride,
      boolean pairs,
      PoolerShape pooler,
      ClassOutput output) {
    return new HeadArchitecture(encoder, maximumPieces, stride, pairs, null, pooler, output, null);
  }

  /**
   * What answers questions.
   *
   * @param transform null for none
   */
  public static HeadArchitecture answerer(
      EncoderArchitecture encoder,
      int maximumPieces,
      int stride,
      Answers answers,
      TransformShape transform) {
    return new HeadArchitecture(
        encoder, maximumPieces, stride, true, answers, null, null, transform);
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
