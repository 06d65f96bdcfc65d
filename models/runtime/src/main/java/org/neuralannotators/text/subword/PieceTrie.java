package org.neuralannotators.text.subword;

import java.util.Arrays;
import java.util.List;

/**
 * Pieces by their beginnings: a hash table of the edges between nodes, so that following a
 * character makes no objects. Immutable.
 */
public final class PieceTrie {
  /** The node that all pieces begin at. */
  public static final int ROOT = 0;

  private static final long FREE = -1;

  private long[] edges = new long[1 << 10];
  private int[] targets = new int[1 << 10];
  private int[] ids = new int[1 << 9];
  private int nodes = 1;

  private PieceTrie() {
    Arrays.fill(edges, FREE);
    Arrays.fill(ids, PieceTable.NONE);
  }

  /**
   * The trie of pieces.
   *
   * @param pieces a piece's place is its id; null and empty ones are left out, and of equal ones
   *     the first counts
   */
  public static PieceTrie of(List<String> pieces) {
    PieceTrie trie = new PieceTrie();
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.get(id) != null && !pieces.get(id).isEmpty()) {
        trie.add(pieces.get(id), id);
      }
    }
    return trie;
  }

  private void add(String piece, int id) {
    int node = ROOT;
    for (int i = 0; i < piece.length(); i++) {
      int next = next(node, piece.charAt(i));
      node = next == PieceTable.NONE ? addNode(node, piece.charAt(i)) : next;
    }
    if (ids[node] == PieceTable.NONE) {
      ids[node] = id;
    }
  }

  private int addNode(int node, char character) {
    if (nodes == ids.length) {
      ids = Arrays.copyOf(ids, 2 * nodes);
      Arrays.fill(ids, nodes, ids.length, PieceTable.NONE);
      grow();
    }
    put(edge(node, character), nodes);
    return nodes++;
  }

  private void grow() {
    long[] oldEdges = edges;
    int[] oldTargets = targets;
    edges = new long[2 * oldEdges.length];
    targets = new int[edges.length];
    Arrays.fill(edges, FREE);
    for (int i = 0; i < oldEdges.length; i++) {
      if (oldEdges[i] != FREE) {
        put(oldEdges[i], oldTargets[i]);
      }
    }
  }

  private void put(long edge, int target) {
    int place = place(edge);
    edges[place] = edge;
    targets[place] = target;
  }

  private static long edge(int node, char character) {
    return ((long) node << 16) | character;
  }

  /** Where an edge is, or the free place where it would be. */
  private int place(long edge) {
    int mask = edges.length - 1;
    int place = (int) ((edge * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (edges[place] != FREE && edges[place] != edge) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** The node behind a character, or {@link PieceTable#NONE}. */
  public int next(int node, char character) {
    int place = place(edge(node, character));
    return edges[place] == FREE ? PieceTable.NONE : targets[place];
  }

  /**
   * Where the longest piece that begins at a place of a text ends; the place where there is none.
   */
  public int endOfLongest(String text, int begin) {
    int longest = begin;
    int node = ROOT;
    for (int end = begin; end < text.length(); ) {
      node = next(node, text.charAt(end++));
      if (node == PieceTable.NONE) {
        break;
      }
      longest = id(node) == PieceTable.NONE ? longest : end;
    }
    return longest;
  }

  /** The id of the piece that ends at a node, or {@link PieceTable#NONE}. */
  public int id(int node) {
    return ids[node];
  }
}
