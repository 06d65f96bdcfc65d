package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The transformer with encoder and decoder (Vaswani et al. 2017), of any shape that an {@link
 * EncoderDecoderArchitecture} tells. It reads sources as they are, without a mark behind them.
 */
public final class EncoderDecoderNetwork implements TranslationNetwork {
  private final Parameters parameters = new Parameters();
  private final EncoderDecoderArchitecture architecture;
  private final TransformerEncoder encoder;
  private final TransformerDecoder decoder;
  private final TargetOutput output;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param smoothing share of each label that is spread over all pieces
   */
  public EncoderDecoderNetwork(
      EncoderDecoderArchitecture architecture,
      TransformerArchitecture.Dropouts dropouts,
      double smoothing) {
    this.architecture = architecture;
    EncoderDecoderParts parts = EncoderDecoderParts.of(parameters, architecture, dropouts);
    Parameter targets = parts.pieces("pieces.target", architecture.targetVocabulary());
    Parameter sources =
        architecture.joint()
            ? targets
            : parts.pieces("pieces.source", architecture.sourceVocabulary());
    encoder = new TransformerEncoder(parts, sources);
    decoder = new TransformerDecoder(parts, targets);
    output = parts.output(targets, smoothing);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public boolean aligns() {
    return true;
  }

  @Override
  public TargetMarks marks() {
    return architecture.marks();
  }

  @Override
  public int maximumLength() {
    return architecture.positions().maximum();
  }

  @Override
  public Step train(Pass pass, List<? extends ParallelExample> examples, double weight) {
    List<int[]> targets = examples.stream().map(ParallelExample::target).toList();
    PieceRows sources = PieceRows.of(examples.stream().map(ParallelExample::source).toList());
    Traced encoded = encoder.forward(pass, sources);
    Matrix memory = encoded.output();
    PieceRows begun = PieceRows.begun(targets, marks().begin());
    TransformerDecoder.Trace decoded = decoder.forward(pass, begun, sources.rows(), memory);
    Matrix hidden = decoded.output();
    Matrix dHidden = pass.workspace().matrix(hidden.rows(), hidden.columns());
    int[] labels = PieceRows.ended(targets, marks().end()).pieces();
    double loss = output.train(pass, hidden, labels, weight / labels.length, dHidden);
    Matrix dMemory = pass.workspace().zeros(memory.rows(), memory.columns());
    decoder.backward(pass, decoded, dHidden, dMemory);
    encoded.backward(pass, dMemory);
    return new Step(loss, null);
  }

  @Override
  public Decoding decode(Pass pass, List<int[]> sources, int mostTargets, boolean aligns) {
    PieceRows rows = PieceRows.of(sources);
    Matrix memory = encoder.forward(pass, rows).output();
    return new TransformerDecoding(
        pass,
        decoder,
        output,
        decoder.begin(pass, rows.rows(), memory),
        aligns ? architecture.decoder().heads() : 0);
  }
}
