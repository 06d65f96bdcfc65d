package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The special tokens around a sequence, and around and between two: what Hugging Face's
 * post-processors add. Immutable.
 *
 * @param single what a sequence becomes
 * @param pair what two sequences become
 */
public record SpecialTokens(List<Part> single, List<Part> pair) {
  /** No special tokens. */
  public static final SpecialTokens NONE =
      new SpecialTokens(
          List.of(new Sequence(0, 0)), List.of(new Sequence(0, 0), new Sequence(1, 1)));

  public SpecialTokens {
    single = List.copyOf(single);
    pair = List.copyOf(pair);
  }

  /** A piece of the whole. */
  public sealed interface Part {
    /** The segment (token type) of its pieces. */
    int segment();
  }

  /** A special token. */
  public record Token(int id, int segment) implements Part {}

  /** The first sequence, 0, or the second, 1. */
  public record Sequence(int number, int segment) implements Part {}

  /** Whether the token that stands for a whole sequence is its last, as XLNet's, not its first. */
  public boolean classifiesLast() {
    return single.get(0) instanceof Sequence && single.get(single.size() - 1) instanceof Token;
  }

  /** How many special tokens a sequence gets. */
  public int addedToSingle() {
    return added(single);
  }

  /** How many special tokens two sequences get. */
  public int addedToPair() {
    return added(pair);
  }

  private static int added(List<Part> parts) {
    return (int) parts.stream().filter(Token.class::isInstance).count();
  }

  /** A sequence of pieces with its special tokens. */
  public Assembled around(int[] sequence) {
    return assemble(single, sequence, new int[0]);
  }

  /** Two sequences of pieces with their special tokens. */
  public Assembled around(int[] first, int[] second) {
    return assemble(pair, first, second);
  }

  private static Assembled assemble(List<Part> parts, int[]... sequences) {
    List<int[]> ids = new ArrayList<>();
    int[] begins = new int[sequences.length];
    int length = 0;
    for (Part part : parts) {
      int[] pieces;
      if (part instanceof Sequence sequence) {
        pieces = sequences[sequence.number()];
        begins[sequence.number()] = length;
      } else {
        pieces = new int[] {((Token) part).id()};
      }
      ids.add(pieces);
      length += pieces.length;
    }
    int[] all = new int[length];
    int[] segments = new int[length];
    int at = 0;
    for (int i = 0; i < ids.size(); i++) {
      int[] pieces = ids.get(i);
      System.arraycopy(pieces, 0, all, at, pieces.length);
      Arrays.fill(segments, at, at + pieces.length, parts.get(i).segment());
      at += pieces.length;
    }
    return new Assembled(all, segments, begins);
  }

  /**
   * What a network reads.
   *
   * @param ids of all pieces
   * @param segments of all pieces
   * @param begins where each sequence begins in it
   */
  public record Assembled(int[] ids, int[] segments, int[] begins) {}
}
