package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.PieceOutput;
import org.neuralannotators.network.attention.GlobalAttention;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.Workspace;

/**
 * A recurrent encoder and decoder (Cho et al. 2014, Sutskever et al. 2014), with attention
 * (Bahdanau et al. 2015, Luong et al. 2015) or without.
 */
public final class RnnNetwork implements TranslationNetwork {
  private final Parameters parameters = new Parameters();
  private final RnnArchitecture architecture;
  private final Parameter targets;
  private final Dropout dropout;
  private final RnnEncoder encoder;
  private final RnnBridge bridge;
  private final RnnDecoder decoder;
  private final PieceOutput output;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param dropout rate, of each layer's input and of what the output layer reads
   * @param smoothing share of each label that is spread over all pieces
   */
  public RnnNetwork(RnnArchitecture architecture, double dropout, double smoothing) {
    this.architecture = architecture;
    this.dropout = new Dropout(dropout, false);
    targets = embeddings("pieces.target", architecture.targetVocabulary());
    Parameter sources =
        architecture.joint()
            ? targets
            : embeddings("pieces.source", architecture.sourceVocabulary());
    encoder = new RnnEncoder(parameters, sources, architecture, this.dropout);
    bridge = new RnnBridge(parameters, architecture);
    decoder = new RnnDecoder(parameters, architecture, this.dropout);
    Parameter weights =
        architecture.tied()
            ? targets
            : parameters.add(
                "output",
                architecture.targetVocabulary(),
                architecture.outputColumns(),
                Initializer.glorot(1));
    output = new PieceOutput(weights, smoothing);
  }

  private Parameter embeddings(String name, int pieces) {
    return parameters.add(name, pieces, architecture.embedding(), Initializer.embedding());
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public TargetMarks marks() {
    return TargetMarks.OF_PIECE_MODELS;
  }

  @Override
  public int maximumLength() {
    return architecture.maximumLength();
  }

  @Override
  public boolean aligns() {
    return architecture.attends();
  }

  @Override
  public Step train(Pass pass, List<? extends ParallelExample> examples, double weight) {
    List<? extends ParallelExample> sorted =
        examples.stream().sorted(Comparator.comparingInt(example -> -example.length())).toList();
    RnnEncoder.Trace encoded =
        encoder.forward(pass, sorted.stream().map(ParallelExample::source).toList());
    GlobalAttention.Memory memory = decoder.memory(pass, encoded.states());
    List<RecurrentState> first = bridge.forward(pass, encoded.last());

    TargetRows rows = TargetRows.of(sorted.stream().map(ParallelExample::target).toList());
    PackedSequence packed = rows.packed();
    Indices read = pass.workspace().indices(rows.read());
    Matrix embedded = embed(pass, read);
    Dropout.Mask mask = dropout.forward(pass, embedded);

    Matrix hidden = pass.workspace().matrix(packed.rows(), architecture.outputColumns());
    List<RnnDecoder.Trace> traces = new ArrayList<>();
    RnnState state = new RnnState(first, feed(pass, sorted.size()));
    int row = 0;
    for (TargetSegment segment : segments(pass, packed, encoded.layout().sources())) {
      int end = row + segment.packed().rows();
      RnnState start = state.first(segment.packed().sequences());
      RnnDecoder.Trace trace =
          decoder.forward(
              pass, segment, embedded.rows(row, end), start, memory, hidden.rows(row, end));
      traces.add(trace);
      state = trace.last(architecture.inputFeeding());
      row = end;
    }
    Matrix dHidden = pass.workspace().matrix(hidden.rows(), hidden.columns());
    int[] labels = rows.labels();
    double loss = output.train(pass, hidden, labels, weight / labels.length, dHidden);

    GlobalAttention.Memory dMemory = decoder.zeros(pass, memory);
    Matrix dEmbedded = pass.workspace().matrix(embedded.rows(), embedded.columns());
    RnnState dState = new RnnState(zeros(pass, sorted.size()), feed(pass, sorted.size()));
    for (int i = traces.size() - 1; i >= 0; i--) {
      RnnDecoder.Trace trace = traces.get(i);
      int start = row - trace.output().rows();
      Workspace.Mark mark = pass.workspace().mark();
      decoder.backward(
          pass,
          trace,
          dHidden.rows(start, row),
          dState.first(trace.segment().packed().sequences()),
          dEmbedded.rows(start, row),
          dMemory);
      pass.workspace().release(mark);
      row = start;
    }
    dropout.backward(pass, mask, dEmbedded);
    pass.kernels().scatterAdd(dEmbedded, read, pass.gradient(targets));
    decoder.memoryBackward(pass, memory, dMemory);
    Matrix dStates =
        dMemory == null
            ? pass.workspace().zeros(encoded.states().rows(), encoded.states().columns())
            : dMemory.states();
    encoder.backward(
        pass, encoded, dStates, bridge.backward(pass, encoded.last(), first, dState.layers()));
    return new Step(loss, null);
  }

  /** All targets at once, or step by step. */
  private List<TargetSegment> segments(Pass pass, PackedSequence packed, RaggedRows sources) {
    return architecture.stepwise()
        ? IntStream.range(0, packed.steps())
            .mapToObj(t -> TargetSegment.step(packed.active(t), sources))
            .toList()
        : List.of(TargetSegment.whole(pass, packed, sources));
  }

  private Matrix embed(Pass pass, Indices pieces) {
    Matrix embedded = pass.workspace().matrix(pieces.length(), targets.columns());
    pass.kernels().gather(targets.value(), pieces, embedded);
    return embedded;
  }

  /** Zeros for what is fed to a step; null where nothing is. */
  private Matrix feed(Pass pass, int sequences) {
    return architecture.inputFeeding()
        ? pass.workspace().zeros(sequences, architecture.outputColumns())
        : null;
  }

  private List<RecurrentState> zeros(Pass pass, int sequences) {
    return IntStream.range(0, architecture.layers())
        .mapToObj(
            i ->
                RecurrentState.zeros(
                    architecture.cell(), sequences, architecture.decoderUnits(), pass.workspace()))
        .toList();
  }

  @Override
  public Decoding decode(Pass pass, List<int[]> sources, int mostTargets, boolean aligns) {
    RnnEncoder.Trace encoded = encoder.forward(pass, sources);
    return new RnnDecoding(
        pass,
        decoder,
        output,
        pieces -> embed(pass, pass.workspace().indices(pieces)),
        encoded.layout().sources(),
        decoder.memory(pass, encoded.states()),
        new RnnState(bridge.forward(pass, encoded.last()), feed(pass, sources.size())),
        new RnnState(zeros(pass, mostTargets), feed(pass, mostTargets)));
  }
}
