package org.neuralannotators.translate;

import java.util.List;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;

/**
 * A network whose targets begin with another piece than its usual one, such as that of a language.
 *
 * @param network what it is otherwise
 */
record BegunNetwork(TranslationNetwork network, TargetMarks marks) implements TranslationNetwork {
  static TranslationNetwork of(TranslationNetwork network, int begin) {
    return new BegunNetwork(network, new TargetMarks(begin, network.marks().ends()));
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public boolean aligns() {
    return network.aligns();
  }

  @Override
  public int maximumLength() {
    return network.maximumLength();
  }

  /**
   * @throws UnsupportedOperationException always: nobody trains with one target's language
   */
  @Override
  public Step train(Pass pass, List<? extends ParallelExample> examples, double weight) {
    throw new UnsupportedOperationException("A network of one target's language isn't trained");
  }

  @Override
  public Decoding decode(Pass pass, List<int[]> sources, int mostTargets, boolean aligns) {
    return network.decode(pass, sources, mostTargets, aligns);
  }
}
