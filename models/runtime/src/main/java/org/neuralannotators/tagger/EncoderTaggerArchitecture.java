package org.neuralannotators.tagger;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.neuralannotators.encode.TokenCase;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.TagHead;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.head.TransformShape;

/**
 * The shape of a tagger on an encoder, as a bundle's manifest keeps it.
 *
 * @param encoder the encoder
 * @param pooling how the pieces of a token become one vector
 * @param maximumPieces of a sequence, special ones included
 * @param stride pieces between the beginnings of two windows of a longer sentence
 * @param context most pieces of the sentences before, and as many of those behind, that a sentence
 *     is read with
 * @param crf whether transitions between labels are scored and constrained; otherwise each token's
 *     label is chosen on its own
 * @param transform layers between the hidden states and the scores of labels; null for none
 * @param tokenCase whether the encoder's last segments tell where tokens have capitals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EncoderTaggerArchitecture(
    EncoderArchitecture encoder,
    TagPooling pooling,
    int maximumPieces,
    int stride,
    int context,
    boolean crf,
    TransformShape transform,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean tokenCase) {
  public EncoderTaggerArchitecture {
    if (maximumPieces < 3 || maximumPieces > encoder.maximumPositions()) {
      throw new IllegalArgumentException(
          "maximumPieces [%d]; expected from 3 to [%d], the positions of the encoder"
              .formatted(maximumPieces, encoder.maximumPositions()));
    }
    if (stride < 1 || stride > maximumPieces - 2) {
      throw new IllegalArgumentException(
          "stride [%d]; expected from 1 to [%d], so that windows leave no piece out"
              .formatted(stride, maximumPieces - 2));
    }
    if (context < 0) {
      throw new IllegalArgumentException("context [" + context + "]; expected 0 or more pieces");
    }
    if (tokenCase && encoder.segments() <= TokenCase.SEGMENTS) {
      throw new IllegalArgumentException(
          "tokenCase with an encoder of [%d] segments; expected more than [%d], the last of which tell where tokens have capitals"
              .formatted(encoder.segments(), TokenCase.SEGMENTS));
    }
  }

  /** BERT's, which scores the hidden states themselves. */
  public EncoderTaggerArchitecture(
      EncoderArchitecture encoder,
      TagPooling pooling,
      int maximumPieces,
      int stride,
      int context,
      boolean crf) {
    this(encoder, pooling, maximumPieces, stride, context, crf, null, false);
  }

  TagHead.Shape head() {
    return new TagHead.Shape(pooling, crf, transform);
  }
}
