package org.neuralannotators.generate;

import java.util.List;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

/**
 * A network that says which piece comes next in a target. The pieces' embeddings are parameters as
 * others are. {@link #close()} frees the parameters.
 */
public interface TranslationNetwork extends Trainable<ParallelExample>, AutoCloseable {
  /** Whether targets are aligned to their sources: whether there is attention. */
  boolean aligns();

  /** What begins and ends its targets. */
  TargetMarks marks();

  /** Targets have at most so many pieces, the end included. */
  int maximumLength();

  /**
   * Reads sources and begins a target for each.
   *
   * @param pass without a way back; its workspace is the decoding's until it is reset
   * @param sources pieces without marks
   * @param mostTargets that there are at any time
   * @param aligns whether {@link Decoding#alignments} will be asked for; only of a network that
   *     aligns
   */
  Decoding decode(Pass pass, List<int[]> sources, int mostTargets, boolean aligns);

  @Override
  default EmbeddingTable table() {
    return null;
  }

  @Override
  default void close() {
    parameters().close();
  }
}
