package org.neuralannotators.text.subword;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pieces by their ids, which begin with 0 and may have gaps. Immutable. */
public final class PieceTable {
  /** What {@link #id} gives for what is no piece. */
  public static final int NONE = -1;

  private final String[] pieces;
  private final Map<String, Integer> ids;

  private PieceTable(String[] pieces, Map<String, Integer> ids) {
    this.pieces = pieces;
    this.ids = ids;
  }

  /** A piece's place is its id; of a piece that comes twice the first counts. */
  public static PieceTable of(Collection<String> pieces) {
    Map<String, Integer> ids = new HashMap<>(2 * pieces.size());
    int id = 0;
    for (String piece : pieces) {
      ids.putIfAbsent(piece, id++);
    }
    return new PieceTable(pieces.toArray(String[]::new), ids);
  }

  /**
   * Pieces with their ids.
   *
   * @throws IllegalArgumentException when an id is negative, given twice, or far beyond the number
   *     of pieces
   */
  public static PieceTable of(Map<String, Integer> ids) {
    int highest = ids.values().stream().mapToInt(Integer::intValue).max().orElse(NONE);
    int lowest = ids.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    if (lowest < 0 || highest > 2L * ids.size() + 1_000) {
      throw new IllegalArgumentException(
          "The ids of ["
              + ids.size()
              + "] pieces go from ["
              + lowest
              + "] to ["
              + highest
              + "]; expected them to begin with 0, with few gaps. Get the tokenizer anew");
    }
    String[] pieces = new String[highest + 1];
    ids.forEach(
        (piece, id) -> {
          if (pieces[id] != null) {
            throw new IllegalArgumentException(
                "The pieces [%s] and [%s] have the same id [%d]; expected one for each. Get the tokenizer anew"
                    .formatted(pieces[id], piece, id));
          }
          pieces[id] = piece;
        });
    return new PieceTable(pieces, Map.copyOf(ids));
  }

  /** The id of a piece, or {@link #NONE}. */
  public int id(String piece) {
    return ids.getOrDefault(piece, NONE);
  }

  /** The piece of an id; null in a gap and beyond the last. */
  public String piece(int id) {
    return id >= 0 && id < pieces.length ? pieces[id] : null;
  }

  /** One more than the highest id. */
  public int size() {
    return pieces.length;
  }

  /** The pieces by their ids, null in gaps. */
  public List<String> pieces() {
    return Arrays.asList(pieces.clone());
  }
}
