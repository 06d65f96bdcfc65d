package org.neuralannotators.text.subword;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.text.subword.SentencePieces.Piece;

/**
 * SentencePiece's most probable pieces under a unigram language model (Kudo 2018; {@code
 * EncodeOptimized} of its {@code unigram_model.cc}), by Viterbi's algorithm over the whole
 * sentence. Sums are of single precision as there, since equal ones decide by that.
 */
final class SentenceUnigram implements SentencePieces.Cutter {
  private static final float UNKNOWN_PENALTY = 10;
  private static final float USER_DEFINED_SCORE = -0.1f;

  private final PieceTrie trie;
  private final float[] scores;
  private final float unknownScore;

  SentenceUnigram(List<Piece> pieces) {
    trie =
        PieceTrie.of(
            pieces.stream()
                .map(piece -> piece.type() == Piece.Type.UNUSED ? null : piece.text())
                .toList());
    scores = new float[pieces.size()];
    float lowest = Float.MAX_VALUE;
    for (int id = 0; id < scores.length; id++) {
      Piece piece = pieces.get(id);
      scores[id] = piece.type() == Piece.Type.USER_DEFINED ? USER_DEFINED_SCORE : piece.score();
      lowest = piece.type() == Piece.Type.NORMAL ? Math.min(lowest, piece.score()) : lowest;
    }
    unknownScore = lowest - UNKNOWN_PENALTY;
  }

  @Override
  public void cut(String sentence, SubwordAlgorithm.Pieces pieces) {
    new Lattice(sentence).giveTo(pieces);
  }

  /** The best way to each place of a sentence. */
  private final class Lattice {
    private final String sentence;
    private final float[] best;
    private final int[] begins;
    private final int[] ids;

    Lattice(String sentence) {
      this.sentence = sentence;
      best = new float[sentence.length() + 1];
      begins = new int[sentence.length() + 1];
      ids = new int[sentence.length() + 1];
      Arrays.fill(begins, PieceTable.NONE);
      int next;
      for (int begin = 0; begin < sentence.length(); begin = next) {
        next = begin + Character.charCount(sentence.codePointAt(begin));
        extend(begin, next);
      }
    }

    private void extend(int begin, int next) {
      boolean single = false;
      int node = PieceTrie.ROOT;
      for (int end = begin + 1; end <= sentence.length(); end++) {
        node = trie.next(node, sentence.charAt(end - 1));
        if (node == PieceTable.NONE) {
          break;
        }
        int id = trie.id(node);
        if (id != PieceTable.NONE) {
          reach(begin, end, id, scores[id] + best[begin]);
          single |= end == next;
        }
      }
      if (!single) {
        reach(begin, next, PieceTable.NONE, unknownScore + best[begin]);
      }
    }

    private void reach(int begin, int end, int id, float score) {
      if (begins[end] == PieceTable.NONE || score > best[end]) {
        best[end] = score;
        begins[end] = begin;
        ids[end] = id;
      }
    }

    void giveTo(SubwordAlgorithm.Pieces pieces) {
      int[] ends = new int[sentence.length()];
      int count = 0;
      for (int end = sentence.length(); end > 0; end = begins[end]) {
        ends[count++] = end;
      }
      while (count > 0) {
        int end = ends[--count];
        pieces.add(ids[end], begins[end], end);
      }
    }
  }
}
