package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.PieceOutput;
import org.neuralannotators.network.kernel.Matrix;

/** The transformer with encoder and decoder (Vaswani et al. 2017). */
public final class TransformerNetwork implements TranslationNetwork {
  private final Parameters parameters = new Parameters();
  private final TransformerArchitecture architecture;
  private final TransformerEncoder encoder;
  private final TransformerDecoder decoder;
  private final PieceOutput output;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param smoothing share of each label that is spread over all pieces
   */
  public TransformerNetwork(
      TransformerArchitecture architecture,
      TransformerArchitecture.Dropouts dropouts,
      double smoothing) {
    this.architecture = architecture;
    Parameter targets = embeddings("pieces.target", architecture.targetVocabulary());
    Parameter sources =
        architecture.joint()
            ? targets
            : embeddings("pieces.source", architecture.sourceVocabulary());
    encoder = new TransformerEncoder(parameters, sources, architecture, dropouts);
    decoder = new TransformerDecoder(parameters, targets, architecture, dropouts);
    output = new PieceOutput(targets, smoothing);
  }

  private Parameter embeddings(String name, int pieces) {
    return parameters.add(name, pieces, architecture.units(), Initializer.embedding());
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
    return TargetMarks.OF_PIECE_MODELS;
  }

  @Override
  public int maximumLength() {
    return architecture.maximumPositions();
  }

  @Override
  public Step train(Pass pass, List<? extends ParallelExample> examples, double weight) {
    List<int[]> targets = examples.stream().map(ParallelExample::target).toList();
    PieceRows sources = PieceRows.ended(examples.stream().map(ParallelExample::source).toList());
    TransformerEncoder.Trace encoded = encoder.forward(pass, sources);
    Matrix memory = encoded.output();
    TransformerDecoder.Trace decoded =
        decoder.forward(pass, PieceRows.begun(targets), sources.rows(), memory);
    Matrix hidden = decoded.output();
    Matrix dHidden = pass.workspace().matrix(hidden.rows(), hidden.columns());
    int[] labels = PieceRows.ended(targets).pieces();
    double loss = output.train(pass, hidden, labels, weight / labels.length, dHidden);
    Matrix dMemory = pass.workspace().zeros(memory.rows(), memory.columns());
    decoder.backward(pass, decoded, dHidden, dMemory);
    encoder.backward(pass, encoded, dMemory);
    return new Step(loss, null);
  }

  @Override
  public Decoding decode(Pass pass, List<int[]> sources, int mostTargets, boolean aligns) {
    PieceRows rows = PieceRows.ended(sources);
    Matrix memory = encoder.forward(pass, rows).output();
    return new TransformerDecoding(
        pass,
        decoder,
        output,
        rows.rows(),
        decoder.keysValues(pass, memory),
        decoder.cache(sources.size()),
        aligns ? architecture.heads() : 0);
  }
}
