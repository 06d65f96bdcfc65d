package org.neuralannotators.text.subword;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte-pair encoding (Sennrich et al. 2016): the characters of a word, neighbours merged in the
 * order in which the merges were learnt.
 */
public final class BytePairEncoding implements SubwordAlgorithm {
  /**
   * What belongs to a vocabulary.
   *
   * @param unknown id for characters that have no piece; {@link PieceTable#NONE} leaves them out
   * @param prefix of pieces inside of words; usually empty
   * @param suffix of pieces at the ends of words, such as {@code </w>}; usually empty
   * @param fuseUnknown whether unknown neighbours are one piece
   * @param byteFallback whether characters without a piece become bytes
   * @param wholeWords whether a word that is a piece is taken as it is, whatever the merges
   */
  public record Settings(
      int unknown,
      String prefix,
      String suffix,
      boolean fuseUnknown,
      boolean byteFallback,
      boolean wholeWords) {}

  /** Two neighbours, in order. */
  public record Merge(String left, String right) {}

  private record Merged(int rank, int id) {}

  private final PieceTable vocabulary;
  private final Settings settings;
  private final Map<Long, Merged> merges;
  private final ByteFallback bytes;

  /**
   * @param merges the earliest first
   * @throws IllegalArgumentException when a merge's parts or result aren't in the vocabulary
   */
  public BytePairEncoding(PieceTable vocabulary, List<Merge> merges, Settings settings) {
    this.vocabulary = vocabulary;
    this.settings = settings;
    this.merges = new HashMap<>(2 * merges.size());
    for (int rank = 0; rank < merges.size(); rank++) {
      Merge merge = merges.get(rank);
      String result = merge.left() + merge.right().substring(prefixOf(merge.right()));
      this.merges.put(
          pair(require(merge.left(), merge), require(merge.right(), merge)),
          new Merged(rank, require(result, merge)));
    }
    bytes = settings.byteFallback() ? ByteFallback.of(vocabulary) : ByteFallback.NONE;
  }

  private int prefixOf(String piece) {
    return piece.startsWith(settings.prefix()) ? settings.prefix().length() : 0;
  }

  private int require(String piece, Merge merge) {
    int id = vocabulary.id(piece);
    if (id == PieceTable.NONE) {
      throw new IllegalArgumentException(
          "The merge of ["
              + merge.left()
              + "] and ["
              + merge.right()
              + "] needs the piece ["
              + piece
              + "], which isn't in the vocabulary; get the tokenizer anew");
    }
    return id;
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  @Override
  public void cut(String word, Pieces pieces) {
    int whole = settings.wholeWords() ? vocabulary.id(word) : PieceTable.NONE;
    if (whole == PieceTable.NONE) {
      Symbols symbols = new Symbols(word);
      symbols.merge();
      symbols.giveTo(pieces);
    } else {
      pieces.add(whole, 0, word.length());
    }
  }

  /** A neighbour pair that can be merged; out of date when one of the two has changed. */
  private record Candidate(int rank, int left, int right) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      return rank != other.rank
          ? Integer.compare(rank, other.rank)
          : Integer.compare(left, other.left);
    }
  }

  /** The symbols of a word as a linked list. */
  private final class Symbols {
    private final int[] ids;
    private final int[] begins;
    private final int[] ends;
    private final int[] before;
    private final int[] behind;
    private int size;

    Symbols(String word) {
      int most = 4 * word.length();
      ids = new int[most];
      begins = new int[most];
      ends = new int[most];
      int end;
      for (int begin = 0; begin < word.length(); begin = end) {
        end = begin + Character.charCount(word.codePointAt(begin));
        add(word, begin, end);
      }
      before = new int[size];
      behind = new int[size];
      for (int i = 0; i < size; i++) {
        before[i] = i - 1;
        behind[i] = i + 1 < size ? i + 1 : PieceTable.NONE;
      }
    }

    private void add(String word, int begin, int end) {
      String character = word.substring(begin, end);
      String piece =
          (begin > 0 ? settings.prefix() : "")
              + character
              + (end == word.length() ? settings.suffix() : "");
      int id = vocabulary.id(piece);
      if (id != PieceTable.NONE) {
        add(id, begin, end);
      } else if (!bytes.add(piece, begin, end, this::add)) {
        addUnknown(begin, end);
      }
    }

    private void addUnknown(int begin, int end) {
      if (settings.unknown() == PieceTable.NONE) {
        return;
      }
      if (settings.fuseUnknown() && size > 0 && ids[size - 1] == settings.unknown()) {
        ends[size - 1] = end;
      } else {
        add(settings.unknown(), begin, end);
      }
    }

    private void add(int id, int begin, int end) {
      ids[size] = id;
      begins[size] = begin;
      ends[size] = end;
      size++;
    }

    void merge() {
      PriorityQueue<Candidate> queue = new PriorityQueue<>();
      for (int i = 0; i + 1 < size; i++) {
        offer(queue, i, i + 1);
      }
      for (Candidate best = queue.poll(); best != null; best = queue.poll()) {
        if (isCurrent(best)) {
          join(queue, best.left(), best.right());
        }
      }
    }

    private void offer(PriorityQueue<Candidate> queue, int left, int right) {
      Merged merged = merges.get(pair(ids[left], ids[right]));
      if (merged != null) {
        queue.add(new Candidate(merged.rank(), left, right));
      }
    }

    private boolean isCurrent(Candidate candidate) {
      int left = candidate.left();
      int right = candidate.right();
      if (ids[left] == PieceTable.NONE || ids[right] == PieceTable.NONE || behind[left] != right) {
        return false;
      }
      Merged merged = merges.get(pair(ids[left], ids[right]));
      return merged != null && merged.rank() == candidate.rank();
    }

    private void join(PriorityQueue<Candidate> queue, int left, int right) {
      ids[left] = merges.get(pair(ids[left], ids[right])).id();
      ends[left] = ends[right];
      ids[right] = PieceTable.NONE;
      behind[left] = behind[right];
      if (behind[left] != PieceTable.NONE) {
        before[behind[left]] = left;
        offer(queue, left, behind[left]);
      }
      if (before[left] != PieceTable.NONE) {
        offer(queue, before[left], left);
      }
    }

    void giveTo(Pieces pieces) {
      for (int i = 0; i != PieceTable.NONE && i < size; i = behind[i]) {
        pieces.add(ids[i], begins[i], ends[i]);
      }
    }
  }

  @Override
  public int unknown() {
    return settings.unknown();
  }

  @Override
  public PieceTable vocabulary() {
    return vocabulary;
  }
}
