package org.neuralannotators.text.subword;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pieces of SentencePiece itself (Kudo and Richardson 2018), which cuts whole sentences, with
 * ids from another vocabulary: the tokenizers of Marian and M2M100. A piece that this vocabulary
 * lacks is the unknown one. So are characters without a piece, neighbours together, unless the
 * vocabulary has them, or the model has pieces of bytes.
 */
public final class SentencePieces implements SubwordAlgorithm {
  private static final int BYTES = 256;

  private final PieceTable vocabulary;
  private final int unknown;
  private final Cutter cutter;
  private final int[] bytes;
  private final int[] ids;

  /** How a sentence is cut. */
  public enum Kind {
    UNIGRAM,
    BPE
  }

  /**
   * A piece of the model.
   *
   * @param score the logarithm of its probability, or what orders merges
   */
  public record Piece(String text, float score, Type type) {
    /** What it is for. */
    public enum Type {
      NORMAL,
      /** Found before all others. */
      USER_DEFINED,
      /** Never found, but it may be a step to others. */
      UNUSED
    }
  }

  /** Cuts sentences into pieces whose ids are their places in the model. */
  @FunctionalInterface
  interface Cutter {
    /** Gives the pieces, {@link PieceTable#NONE} for what has none. */
    void cut(String sentence, Pieces pieces);
  }

  /**
   * @param pieces of the model, but for those that are found in no text
   * @param vocabulary with the ids
   * @param unknown id in the vocabulary
   * @param byteFallback whether characters without a piece become bytes
   */
  public SentencePieces(
      Kind kind, List<Piece> pieces, PieceTable vocabulary, int unknown, boolean byteFallback) {
    this.vocabulary = vocabulary;
    this.unknown = unknown;
    cutter =
        switch (kind) {
          case UNIGRAM -> new SentenceUnigram(pieces);
          case BPE -> new SentenceMerges(pieces);
        };
    bytes =
        IntStream.range(0, byteFallback ? BYTES : 0)
            .map(b -> id("<0x%02X>".formatted(b)))
            .toArray();
    ids = pieces.stream().mapToInt(piece -> id(piece.text())).toArray();
  }

  private int id(String piece) {
    int id = vocabulary.id(piece);
    return id == PieceTable.NONE ? unknown : id;
  }

  @Override
  public void cut(String sentence, Pieces pieces) {
    Run run = new Run(sentence, pieces);
    cutter.cut(sentence, run);
    run.end();
  }

  /** Gives pieces on, with their ids, and neighbours without a piece as one. */
  private final class Run implements Pieces {
    private final String sentence;
    private final Pieces pieces;
    private int begin = PieceTable.NONE;
    private int end;

    Run(String sentence, Pieces pieces) {
      this.sentence = sentence;
      this.pieces = pieces;
    }

    @Override
    public void add(int id, int from, int to) {
      if (id == PieceTable.NONE) {
        begin = begin == PieceTable.NONE ? from : begin;
        end = to;
      } else {
        end();
        pieces.add(ids[id], from, to);
      }
    }

    void end() {
      if (begin == PieceTable.NONE) {
        return;
      }
      String text = sentence.substring(begin, end);
      if (bytes.length == 0) {
        pieces.add(id(text), begin, end);
      } else {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
          pieces.add(bytes[b & 0xFF], begin, end);
        }
      }
      begin = PieceTable.NONE;
    }
  }

  @Override
  public PieceTable vocabulary() {
    return vocabulary;
  }

  @Override
  public int unknown() {
    return unknown;
  }
}
