package org.neuralannotators.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.Tokenizer;

/**
 * Turns the tokens of sentences into word pieces, each token for itself, so that pieces belong to
 * tokens by index. A token that has no pieces, such as an empty one, is unknown; of one that has
 * more than a window takes, the first are read. Thread-safe.
 *
 * @param tokenizer cuts tokens and has special ones for sequences
 * @param maximumPieces of a sequence, special ones included
 * @param stride pieces between the beginnings of two windows of a long sentence
 * @param context most pieces of the sentences before, and as many of those behind, that a sentence
 *     is read with
 */
public record PieceEncoder(Tokenizer tokenizer, int maximumPieces, int stride, int context) {

  private int capacity() {
    return maximumPieces - tokenizer.special().addedToSingle();
  }

  /** Encodes the sentences of a document. */
  public List<EncodedPieces> encode(List<? extends List<String>> sentences) {
    Map<String, int[]> beginning = new HashMap<>();
    Map<String, int[]> inside = new HashMap<>();
    List<int[][]> cut =
        sentences.stream()
            .map(
                tokens ->
                    IntStream.range(0, tokens.size())
                        .mapToObj(
                            i ->
                                i == 0
                                    ? beginning.computeIfAbsent(tokens.get(i), this::first)
                                    : inside.computeIfAbsent(tokens.get(i), this::behind))
                        .toArray(int[][]::new))
            .toList();
    return IntStream.range(0, cut.size()).mapToObj(i -> encode(cut, i)).toList();
  }

  /** The pieces of a sentence's first token. */
  private int[] first(String token) {
    return readable(tokenizer.encode(List.of(token)).ids());
  }

  /** The pieces of a token behind others: bytes of the blank before it may belong to it. */
  private int[] behind(String token) {
    return readable(tokenizer.encode(List.of("", token)).ids());
  }

  private int[] readable(int[] ids) {
    if (ids.length == 0) {
      // Byte by byte nothing is unknown; then the empty token has the first id.
      return new int[] {tokenizer.unknown().orElse(0)};
    }
    return ids.length > capacity() ? Arrays.copyOf(ids, capacity()) : ids;
  }

  private EncodedPieces encode(List<int[][]> document, int sentence) {
    int[][] tokens = document.get(sentence);
    int[] counts = Arrays.stream(tokens).mapToInt(piece -> piece.length).toArray();
    List<SlidingWindow> windows = SlidingWindow.cover(counts, capacity(), stride);
    List<PieceSequence> sequences = new ArrayList<>();
    int[] begins = new int[windows.size()];
    int rows = 0;
    int room = Math.min(context, (capacity() - Arrays.stream(counts).sum()) / 2);
    int[] before = room > 0 ? before(document, sentence, room) : new int[0];
    int[] after = room > 0 ? after(document, sentence, room) : new int[0];
    for (int i = 0; i < begins.length; i++) {
      int[][] inside = Arrays.copyOfRange(tokens, windows.get(i).begin(), windows.get(i).end());
      SpecialTokens.Assembled all = tokenizer.special().around(join(before, join(inside), after));
      sequences.add(new PieceSequence(all.ids(), all.segments()));
      begins[i] = rows + all.begins()[0] + before.length;
      rows += all.ids().length;
    }
    return new EncodedPieces(sequences, firsts(windows, begins, counts), counts);
  }

  private static int[] firsts(List<SlidingWindow> windows, int[] begins, int[] counts) {
    int[] offsets = new int[counts.length + 1];
    for (int t = 0; t < counts.length; t++) {
      offsets[t + 1] = offsets[t] + counts[t];
    }
    int[] best = SlidingWindow.mostContext(windows, counts);
    return IntStream.range(0, counts.length)
        .map(t -> begins[best[t]] + offsets[t] - offsets[windows.get(best[t]).begin()])
        .toArray();
  }

  private static int[] join(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }

  /** The last pieces before a sentence. */
  private static int[] before(List<int[][]> document, int sentence, int most) {
    List<int[]> parts = new ArrayList<>();
    int size = 0;
    for (int i = sentence - 1; i >= 0 && size < most; i--) {
      parts.add(0, join(document.get(i)));
      size += parts.get(0).length;
    }
    int[] all = join(parts.toArray(int[][]::new));
    return Arrays.copyOfRange(all, Math.max(0, size - most), size);
  }

  /** The first pieces behind a sentence. */
  private static int[] after(List<int[][]> document, int sentence, int most) {
    return IntStream.range(sentence + 1, document.size())
        .boxed()
        .flatMap(i -> Arrays.stream(document.get(i)))
        .flatMapToInt(Arrays::stream)
        .limit(most)
        .toArray();
  }
}
