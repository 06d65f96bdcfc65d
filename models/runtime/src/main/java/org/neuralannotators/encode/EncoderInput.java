package org.neuralannotators.encode;

/** A sequence for an encoder, with what a head must know of it. */
public interface EncoderInput {
  /** What the encoder reads. */
  PieceSequence sequence();
}
