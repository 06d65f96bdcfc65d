package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Recurrent;
import org.neuralannotators.network.attention.AttentionScore;
import org.neuralannotators.network.attention.GlobalAttention;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;

/**
 * A recurrent decoder. What the output layer reads is {@code tanh(W [s; c] + b)} of the last
 * layer's output {@code s} and what the attention gives, {@code c} (Luong et al. 2015, equation 5);
 * where attention comes first, the embeddings are read too (Bahdanau et al. 2015, section A.2.2).
 */
final class RnnDecoder {
  private final RnnArchitecture architecture;
  private final Dropout dropout;
  private final List<Recurrent> layers = new ArrayList<>();

  /** Null where there is none. */
  private final GlobalAttention attention;

  private final Linear readout;

  /** Columns of the attention's part of what the output layer reads, 0 where there is none. */
  private final int context;

  RnnDecoder(Parameters parameters, RnnArchitecture architecture, Dropout dropout) {
    this.architecture = architecture;
    this.dropout = dropout;
    int units = architecture.decoderUnits();
    context = architecture.attends() ? architecture.memoryColumns() : 0;
    int inputs =
        architecture.embedding()
            + (architecture.inputFeeding() ? architecture.outputColumns() : 0)
            + (architecture.attentionFirst() ? context : 0);
    for (int i = 0; i < architecture.layers(); i++) {
      layers.add(
          new Recurrent(
              parameters, "decoder." + i, architecture.cell(), i == 0 ? inputs : units, units));
    }
    AttentionScore score = architecture.attention();
    attention =
        architecture.attends()
            ? new GlobalAttention(
                parameters, "attention", score, units, context, architecture.attentionUnits())
            : null;
    readout =
        new Linear(
            parameters,
            "readout",
            units + context + (architecture.attentionFirst() ? architecture.embedding() : 0),
            architecture.outputColumns(),
            Activation.TANH);
  }

  /** What is attended to; null where nothing is. */
  GlobalAttention.Memory memory(Pass pass, Matrix states) {
    return attention == null ? null : attention.memory(pass, states);
  }

  /** Zeros for the gradient of what is attended to; null where nothing is. */
  GlobalAttention.Memory zeros(Pass pass, GlobalAttention.Memory like) {
    return attention == null ? null : attention.zeros(pass, like);
  }

  /** As {@link GlobalAttention#memoryBackward}, if there is attention. */
  void memoryBackward(Pass pass, GlobalAttention.Memory memory, GlobalAttention.Memory dMemory) {
    if (attention != null) {
      attention.memoryBackward(pass, memory, dMemory);
    }
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param masks of the inputs of all layers but the first
   * @param attended null where there is no attention
   * @param read what the output layer's input is computed of
   * @param hidden before dropout
   * @param output what the output layer reads
   */
  record Trace(
      TargetSegment segment,
      List<RecurrentTrace> layers,
      List<Dropout.Mask> masks,
      GlobalAttention.Trace attended,
      Matrix read,
      Matrix hidden,
      Dropout.Mask mask,
      Matrix output) {
    /**
     * The state behind a step.
     *
     * @param feeds whether the decoder reads what the output layer read
     */
    RnnState last(boolean feeds) {
      return new RnnState(
          layers.stream().map(layer -> new RecurrentState(layer.h(), layer.memory())).toList(),
          feeds ? output : null);
    }
  }

  /**
   * @param embedded the pieces that are read
   * @param memory what is attended to; null where nothing is
   * @param output for what the output layer reads
   */
  Trace forward(
      Pass pass,
      TargetSegment segment,
      Matrix embedded,
      RnnState start,
      GlobalAttention.Memory memory,
      Matrix output) {
    List<Matrix> inputs = new ArrayList<>(List.of(embedded));
    if (architecture.inputFeeding()) {
      inputs.add(start.feed());
    }
    GlobalAttention.Trace attended = null;
    if (architecture.attentionFirst()) {
      attended = attention.forward(pass, segment.attended(), start.top(), memory);
      inputs.add(attended.context());
    }
    List<RecurrentTrace> traces = new ArrayList<>();
    List<Dropout.Mask> masks = new ArrayList<>();
    Matrix x = Columns.join(pass, inputs);
    for (int i = 0; i < layers.size(); i++) {
      if (i > 0) {
        x = Columns.kept(pass, x);
        masks.add(dropout.forward(pass, x));
      }
      RecurrentTrace trace =
          layers.get(i).forward(pass, segment.packed(), start.layers().get(i), x);
      traces.add(trace);
      x = trace.h();
    }
    List<Matrix> parts = new ArrayList<>(List.of(x));
    if (attention != null && attended == null) {
      attended = attention.forward(pass, segment.attended(), segment.toAttention(pass, x), memory);
    }
    if (attended != null) {
      parts.add(segment.fromAttention(pass, attended.context()));
    }
    if (architecture.attentionFirst()) {
      parts.add(embedded);
    }
    Matrix read = Columns.join(pass, parts);
    Matrix hidden = readout.forward(pass, read);
    pass.kernels().copy(hidden, output);
    Dropout.Mask mask = dropout.forward(pass, output);
    return new Trace(segment, traces, masks, attended, read, hidden, mask, output);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output; overwritten
   * @param dState gradient of the state in the end; becomes that of the state at the start
   * @param dEmbedded for the gradient of the pieces that were read
   * @param dMemory to which the gradient of what is attended to is added
   */
  void backward(
      Pass pass,
      Trace trace,
      Matrix dOutput,
      RnnState dState,
      Matrix dEmbedded,
      GlobalAttention.Memory dMemory) {
    int units = architecture.decoderUnits();
    int embedding = architecture.embedding();
    TargetSegment segment = trace.segment();
    if (architecture.inputFeeding()) {
      pass.kernels().add(dState.feed(), dOutput);
    }
    dropout.backward(pass, trace.mask(), dOutput);
    Matrix dRead = readout.backward(pass, trace.read(), trace.hidden(), dOutput);
    Matrix dh = Columns.copy(pass, dRead, 0, units);
    Matrix dContext = Columns.copy(pass, dRead, units, context);
    if (attention != null && !architecture.attentionFirst()) {
      Matrix dAttended = segment.toAttention(pass, dContext);
      Matrix dQueries = attention.backward(pass, trace.attended(), dAttended, dMemory);
      pass.kernels().add(segment.fromAttention(pass, dQueries), dh);
    }
    Matrix dx = dh;
    for (int i = layers.size() - 1; i >= 0; i--) {
      dx = layers.get(i).backward(pass, trace.layers().get(i), dx, dState.layers().get(i));
      if (i > 0) {
        dropout.backward(pass, trace.masks().get(i - 1), dx);
      }
    }
    pass.kernels().copy(dx.columns(0, embedding), dEmbedded);
    if (architecture.inputFeeding()) {
      pass.kernels().copy(dx.columns(embedding, dx.columns()), dState.feed());
    }
    if (architecture.attentionFirst()) {
      pass.kernels().add(Columns.copy(pass, dx, embedding, context), dContext);
      Matrix dQueries = attention.backward(pass, trace.attended(), dContext, dMemory);
      pass.kernels().add(dQueries, dState.top());
      pass.kernels().add(Columns.copy(pass, dRead, units + context, embedding), dEmbedded);
    }
  }
}
