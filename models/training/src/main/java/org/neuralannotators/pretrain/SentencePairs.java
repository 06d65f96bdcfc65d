package org.neuralannotators.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Pairs of segments of whole sentences, cut where they are too long. Half of the pairs follow each
 * other in a document. Of the others the second is from another document (Devlin et al. 2018,
 * appendix A.2), or the two are swapped (Lan et al. 2019, section 3.1). What remains alone at a
 * document's end is left out. Immutable and so thread-safe.
 */
public final class SentencePairs implements SequenceSource {
  private final List<PlainText.Document> documents;
  private final int room;
  private final boolean swaps;

  private SentencePairs(List<PlainText.Document> documents, int room, boolean swaps) {
    this.documents = List.copyOf(documents);
    this.room = room;
    this.swaps = swaps;
    if (documents.stream().noneMatch(document -> document.lines().size() > 1)) {
      throw new IllegalArgumentException(
          "None of the [%d] documents has two sentences; expected a sentence a line and blank lines"
                  .formatted(documents.size())
              + " between documents, not within");
    }
  }

  /**
   * For next-sentence prediction.
   *
   * @param room the most pieces of both segments, special tokens not counted
   * @throws IllegalArgumentException when there are fewer than two documents, or none has two
   *     sentences
   */
  public static SentencePairs nextSentence(List<PlainText.Document> documents, int room) {
    if (documents.size() < 2) {
      throw new IllegalArgumentException(
          "[%d] documents for next-sentence prediction; expected at least 2, with a blank line"
                  .formatted(documents.size())
              + " between them");
    }
    return new SentencePairs(documents, room, false);
  }

  /**
   * For sentence-order prediction.
   *
   * @param room as for {@link #nextSentence}
   * @throws IllegalArgumentException when no document has two sentences
   */
  public static SentencePairs sentenceOrder(List<PlainText.Document> documents, int room) {
    return new SentencePairs(documents, room, true);
  }

  @Override
  public List<PieceSequence> draw(Random random) {
    List<PieceSequence> pairs = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      draw(i, random, pairs);
    }
    return pairs;
  }

  private void draw(int document, Random random, List<PieceSequence> pairs) {
    List<int[]> lines = documents.get(document).lines();
    for (int begin = 0; begin + 1 < lines.size(); ) {
      int end = end(lines, begin);
      int middle = begin + 1 + random.nextInt(end - begin - 1);
      int[] first = join(lines.subList(begin, middle));
      boolean inOrder = random.nextBoolean();
      if (inOrder || swaps) {
        pairs.add(pair(first, join(lines.subList(middle, end)), inOrder));
        begin = end;
      } else {
        pairs.add(pair(first, elsewhere(document, first.length, random), false));
        // The sentences that were not used come again.
        begin = middle;
      }
    }
  }

  /** Behind the sentences that fill a sequence, two at least. */
  private int end(List<int[]> lines, int begin) {
    int end = begin;
    for (int pieces = 0; end < lines.size() && (pieces < room || end < begin + 2); end++) {
      pieces += lines.get(end).length;
    }
    return end;
  }

  private int[] elsewhere(int document, int used, Random random) {
    int other = random.nextInt(documents.size() - 1);
    List<int[]> lines = documents.get(other < document ? other : other + 1).lines();
    int begin = random.nextInt(lines.size());
    int end = begin + 1;
    for (int pieces = lines.get(begin).length; end < lines.size() && used + pieces < room; end++) {
      pieces += lines.get(end).length;
    }
    return join(lines.subList(begin, end));
  }

  /** The first segment loses its beginning and the second its end, so that they still meet. */
  private PieceSequence pair(int[] first, int[] second, boolean inOrder) {
    int kept = Math.min(first.length, Math.max(room - second.length, room / 2));
    int[] before = Arrays.copyOfRange(first, first.length - kept, first.length);
    int[] behind = Arrays.copyOf(second, Math.min(second.length, room - kept));
    if (inOrder) {
      return new PieceSequence(before, behind, PieceSequence.IN_ORDER);
    }
    return new PieceSequence(
        swaps ? behind : before, swaps ? before : behind, PieceSequence.NOT_IN_ORDER);
  }

  private static int[] join(List<int[]> lines) {
    return lines.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
