package org.neuralannotators.text.subword;

import java.util.Arrays;

/**
 * The most probable pieces under a unigram language model (Kudo 2018), by Viterbi's algorithm. A
 * character without a piece costs ten more than the least probable piece; neighbours of that kind
 * are one unknown piece, or else, where the vocabulary has them, pieces of their bytes.
 */
public final class Unigram implements SubwordAlgorithm {
  private static final double UNKNOWN_PENALTY = 10;

  private final PieceTable vocabulary;
  private final int unknown;
  private final PieceTrie trie;
  private final double[] scores;
  private final double unknownScore;
  private final ByteFallback bytes;

  /**
   * @param scores natural logarithms of the pieces' probabilities, by their ids
   * @param unknown id of the unknown piece
   * @param byteFallback whether unknown characters become bytes
   */
  public Unigram(PieceTable vocabulary, double[] scores, int unknown, boolean byteFallback) {
    this.vocabulary = vocabulary;
    this.scores = scores.clone();
    this.unknown = unknown;
    trie = PieceTrie.of(vocabulary.pieces());
    unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
    bytes = byteFallback ? ByteFallback.of(vocabulary) : ByteFallback.NONE;
  }

  @Override
  public void cut(String word, Pieces pieces) {
    Lattice best = new Lattice(word);
    int[] path = best.boundaries();
    for (int i = 1; i < path.length; i++) {
      int id = best.ids[path[i]];
      int begin = path[i - 1];
      if (id == unknown) {
        while (i + 1 < path.length && best.ids[path[i + 1]] == unknown) {
          i++;
        }
        unknown(word, begin, path[i], pieces);
      } else {
        pieces.add(id, begin, path[i]);
      }
    }
  }

  private void unknown(String word, int begin, int end, Pieces pieces) {
    int known = vocabulary.id(word.substring(begin, end));
    if (known != PieceTable.NONE) {
      pieces.add(known, begin, end);
    } else if (!bytes.add(word.substring(begin, end), begin, end, pieces)) {
      pieces.add(unknown, begin, end);
    }
  }

  /** The best way to each place of a word. */
  private final class Lattice {
    private final String word;
    private final double[] best;
    private final int[] begins;
    private final int[] ids;

    Lattice(String word) {
      this.word = word;
      best = new double[word.length() + 1];
      begins = new int[word.length() + 1];
      ids = new int[word.length() + 1];
      Arrays.fill(begins, PieceTable.NONE);
      int next;
      for (int begin = 0; begin < word.length(); begin = next) {
        next = begin + Character.charCount(word.codePointAt(begin));
        extend(begin, next);
      }
    }

    private void extend(int begin, int next) {
      boolean single = false;
      int node = PieceTrie.ROOT;
      for (int end = begin + 1; end <= word.length(); end++) {
        node = trie.next(node, word.charAt(end - 1));
        if (node == PieceTable.NONE) {
          break;
        }
        int id = trie.id(node);
        if (id != PieceTable.NONE) {
          reach(begin, end, id, scores[id]);
          single |= end == next;
        }
      }
      if (!single) {
        reach(begin, next, unknown, unknownScore);
      }
    }

    private void reach(int begin, int end, int id, double score) {
      double candidate = best[begin] + score;
      if (begins[end] == PieceTable.NONE || candidate > best[end]) {
        best[end] = candidate;
        begins[end] = begin;
        ids[end] = id;
      }
    }

    /** Where pieces begin and end, from 0 to the word's end. */
    int[] boundaries() {
      int count = 1;
      for (int end = word.length(); end > 0; end = begins[end]) {
        count++;
      }
      int[] boundaries = new int[count];
      for (int end = word.length(), i = count - 1; i > 0; end = begins[end], i--) {
        boundaries[i] = end;
      }
      return boundaries;
    }
  }

  @Override
  public int unknown() {
    return unknown;
  }

  @Override
  public PieceTable vocabulary() {
    return vocabulary;
  }
}
