package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.text.PieceModel;

/**
 * The transformer for the pieces that are learnt here: an {@link EncoderDecoderNetwork} that sees
 * each source with {@link PieceModel#END} behind it.
 */
public final class TransformerNetwork implements TranslationNetwork {
  private final EncoderDecoderNetwork network;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param smoothing share of each label that is spread over all pieces
   */
  public TransformerNetwork(
      TransformerArchitecture architecture,
      TransformerArchitecture.Dropouts dropouts,
      double smoothing) {
    network = new EncoderDecoderNetwork(architecture.shape(), dropouts, smoothing);
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
  public TargetMarks marks() {
    return network.marks();
  }

  @Override
  public int maximumLength() {
    return network.maximumLength();
  }

  @Override
  public Step train(Pass pass, List<? extends ParallelExample> examples, double weight) {
    return network.train(
        pass,
        examples.stream()
            .map(each -> new ParallelExample(ended(each.source()), each.target()))
            .toList(),
        weight);
  }

  @Override
  public Decoding decode(Pass pass, List<int[]> sources, int mostTargets, boolean aligns) {
    return network.decode(
        pass, sources.stream().map(TransformerNetwork::ended).toList(), mostTargets, aligns);
  }

  private static int[] ended(int[] source) {
    return PieceRows.ended(source, PieceModel.END);
  }
}
