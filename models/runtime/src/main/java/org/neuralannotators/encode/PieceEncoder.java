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
 * @param caseSegments segments of an encoder that is told by them where tokens have capitals; 0 for
 *     the segments of the special tokens
 */
public record PieceEncoder(
    Tokenizer tokenizer, int maximumPieces, int stride, int context, int caseSegments) {

  private int capacity() {
    return maximumPieces - tokenizer.special().addedToSingle();
  }

  /** Encodes the sentences of a document. */
  public List<EncodedPieces> encode(List<? extends List<String>> sentences) {
    Map<String, Pieces> beginning = new HashMap<>();
    Map<String, Pieces> inside = new HashMap<>();
    List<Pieces[]> cut =
        sentences.stream()
            .map(
                tokens ->
                    IntStream.range(0, tokens.size())
                        .mapToObj(
                            i ->
                                i == 0
                                    ? beginning.computeIfAbsent(tokens.get(i), this::first)
                                    : inside.computeIfAbsent(tokens.get(i), this::behind))
                        .toArray(Pieces[]::new))
            .toList();
    return IntStream.range(0, cut.size()).mapToObj(i -> encode(cut, i)).toList();
  }

  /** The pieces of a sentence's first token. */
  private Pieces first(String token) {
    return cut(token, tokenizer.encode(List.of(token)).ids());
  }

  /** The pieces of a token behind others: bytes of the blank before it may belong to it. */
  private Pieces behind(String token) {
    return cut(token, tokenizer.encode(List.of("", token)).ids());
  }

  private Pieces cut(String token, int[] ids) {
    int segment = caseSegments > 0 ? TokenCase.of(token).segment(caseSegments) : 0;
    return Pieces.of(readable(ids), segment);
  }

  private int[] readable(int[] ids) {
    if (ids.length == 0) {
      // Byte by byte nothing is unknown; then the empty token has the first id.
      return new int[] {tokenizer.unknown().orElse(0)};
    }
    return ids.length > capacity() ? Arrays.copyOf(ids, capacity()) : ids;
  }

  private EncodedPieces encode(List<Pieces[]> document, int sentence) {
    Pieces[] tokens = document.get(sentence);
    int[] counts = Arrays.stream(tokens).mapToInt(Pieces::length).toArray();
    List<SlidingWindow> windows = SlidingWindow.cover(counts, capacity(), stride);
    List<PieceSequence> sequences = new ArrayList<>();
    int[] begins = new int[windows.size()];
    int rows = 0;
    int room = Math.min(context, (capacity() - Arrays.stream(counts).sum()) / 2);
    Pieces before = room > 0 ? before(document, sentence, room) : Pieces.NONE;
    Pieces after = room > 0 ? after(document, sentence, room) : Pieces.NONE;
    for (int i = 0; i < begins.length; i++) {
      Pieces inside =
          Pieces.join(Arrays.copyOfRange(tokens, windows.get(i).begin(), windows.get(i).end()));
      Pieces all = Pieces.join(before, inside, after);
      SpecialTokens.Assembled assembled = tokenizer.special().around(all.ids());
      int begin = assembled.begins()[0];
      if (caseSegments > 0) {
        System.arraycopy(all.segments(), 0, assembled.segments(), begin, all.length());
      }
      sequences.add(new PieceSequence(assembled.ids(), assembled.segments()));
      begins[i] = rows + begin + before.length();
      rows += assembled.ids().length;
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

  /** The last pieces before a sentence. */
  private static Pieces before(List<Pieces[]> document, int sentence, int most) {
    List<Pieces> parts = new ArrayList<>();
    int size = 0;
    for (int i = sentence - 1; i >= 0 && size < most; i--) {
      parts.add(0, Pieces.join(document.get(i)));
      size += parts.get(0).length();
    }
    return Pieces.join(parts.toArray(Pieces[]::new)).range(Math.max(0, size - most), size);
  }

  /** The first pieces behind a sentence. */
  private static Pieces after(List<Pieces[]> document, int sentence, int most) {
    List<Pieces> parts = new ArrayList<>();
    int size = 0;
    for (int i = sentence + 1; i < document.size() && size < most; i++) {
      parts.add(Pieces.join(document.get(i)));
      size += parts.get(parts.size() - 1).length();
    }
    return Pieces.join(parts.toArray(Pieces[]::new)).range(0, Math.min(most, size));
  }
}
