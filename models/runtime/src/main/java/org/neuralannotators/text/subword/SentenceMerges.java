package org.neuralannotators.text.subword;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.neuralannotators.text.subword.SentencePieces.Piece;

/**
 * SentencePiece's byte-pair encoding ({@code bpe_model.cc}): of all neighbours in a sentence that
 * are a piece together, those of the highest score become one, from the left.
 */
final class SentenceMerges implements SentencePieces.Cutter {
  private static final Comparator<Candidate> ORDER =
      Comparator.comparing(Candidate::score)
          .reversed()
          .thenComparing(Comparator.comparingInt(Candidate::left));

  private final List<Piece> pieces;
  private final Map<String, Integer> places = new HashMap<>();
  private final PieceTrie userDefined;

  SentenceMerges(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
    for (int place = 0; place < pieces.size(); place++) {
      places.put(pieces.get(place).text(), place);
    }
    userDefined =
        PieceTrie.of(
            pieces.stream()
                .map(piece -> piece.type() == Piece.Type.USER_DEFINED ? piece.text() : null)
                .toList());
  }

  @Override
  public void cut(String sentence, SubwordAlgorithm.Pieces taker) {
    Symbols symbols = new Symbols(sentence);
    symbols.merge();
    symbols.giveTo(taker);
  }

  /**
   * Neighbours that can become one.
   *
   * @param length of the two together; another one when one of them has changed
   */
  private record Candidate(float score, int left, int right, int length) {}

  /** The symbols of a sentence as a linked list; those that became part of another are empty. */
  private final class Symbols {
    private final String sentence;
    private final int[] begins;
    private final int[] ends;
    private final int[] before;
    private final int[] behind;
    private final boolean[] whole;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(ORDER);

    /** Where pieces that aren't to be found were merged from two. */
    private final Map<String, Integer> seams = new HashMap<>();

    private int size;

    Symbols(String sentence) {
      this.sentence = sentence;
      begins = new int[sentence.length()];
      ends = new int[sentence.length()];
      before = new int[sentence.length()];
      behind = new int[sentence.length()];
      whole = new boolean[sentence.length()];
      for (int begin = 0; begin < sentence.length(); begin = ends[size - 1]) {
        int end = userDefined.endOfLongest(sentence, begin);
        whole[size] = end > begin;
        begins[size] = begin;
        ends[size] = end > begin ? end : begin + Character.charCount(sentence.codePointAt(begin));
        before[size] = size - 1;
        behind[size] = size + 1;
        size++;
      }
      if (size > 0) {
        behind[size - 1] = PieceTable.NONE;
      }
    }

    void merge() {
      for (int right = 1; right < size; right++) {
        offer(right - 1, right);
      }
      for (Candidate best = queue.poll(); best != null; best = queue.poll()) {
        if (isCurrent(best)) {
          join(best.left(), best.right());
        }
      }
    }

    private void offer(int left, int right) {
      if (left == PieceTable.NONE || right == PieceTable.NONE || whole[left] || whole[right]) {
        return;
      }
      String text = sentence.substring(begins[left], ends[right]);
      Integer place = places.get(text);
      if (place != null) {
        queue.add(new Candidate(pieces.get(place).score(), left, right, text.length()));
        if (pieces.get(place).type() == Piece.Type.UNUSED) {
          seams.put(text, ends[left] - begins[left]);
        }
      }
    }

    private boolean isCurrent(Candidate candidate) {
      int left = length(candidate.left());
      int right = length(candidate.right());
      return left > 0 && right > 0 && left + right == candidate.length();
    }

    private int length(int symbol) {
      return ends[symbol] - begins[symbol];
    }

    private void join(int left, int right) {
      ends[left] = ends[right];
      begins[right] = ends[right];
      behind[left] = behind[right];
      if (behind[left] != PieceTable.NONE) {
        before[behind[left]] = left;
      }
      offer(before[left], left);
      offer(left, behind[left]);
    }

    void giveTo(SubwordAlgorithm.Pieces taker) {
      for (int i = 0; i != PieceTable.NONE && i < size; i = behind[i]) {
        give(begins[i], ends[i], taker);
      }
    }

    private void give(int begin, int end, SubwordAlgorithm.Pieces taker) {
      String text = sentence.substring(begin, end);
      int place = places.getOrDefault(text, PieceTable.NONE);
      Integer seam = seams.get(text);
      if (seam == null) {
        taker.add(place, begin, end);
      } else {
        give(begin, begin + seam, taker);
        give(begin + seam, end, taker);
      }
    }
  }
}
