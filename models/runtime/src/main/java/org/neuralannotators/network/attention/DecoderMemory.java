package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What a decoder keeps of texts that grow. Each text that was begun may go on as several, which lie
 * side by side. Its memory is the workspace's of the pass, behind which each step's own memory
 * lies: a step gives back what was lent since the step before. Not thread-safe.
 */
public interface DecoderMemory {
  /**
   * Copies what there is of the only text, which hasn't gone on as several.
   *
   * @param owner lends the memory of the copy
   */
  KeptText keep(Pass pass, Workspace owner);

  /**
   * All texts begin with one that was read elsewhere; only before anything else.
   *
   * @param pieces that a text will have at most, all in all
   */
  void begin(Pass pass, KeptText text, int pieces);

  /** Makes room for a piece of each text, which the next step adds. */
  void extend(Pass pass);

  /**
   * Makes room for some pieces of each text that was begun, all of which the next step adds; none
   * has gone on as several.
   *
   * @param pieces how many of each; at least 1
   */
  void extend(Pass pass, int[] pieces);

  /** The place of each row of the next step in its text, from 0. */
  int[] places();

  /**
   * Text {@code i} becomes what text {@code parents[i]} was.
   *
   * @param parents those that were begun as one side by side, in their order
   */
  void select(int[] parents);
}
