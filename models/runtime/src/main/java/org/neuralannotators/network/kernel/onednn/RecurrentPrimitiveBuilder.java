package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.gru_backward;
import org.bytedeco.dnnl.gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.rnn_primitive_desc_base;
import org.bytedeco.dnnl.vanilla_rnn_backward;
import org.bytedeco.dnnl.vanilla_rnn_forward;
import org.bytedeco.javacpp.Pointer;

/** Builds oneDNN's recurrent primitives: left to right, one layer, fp32, plain memory layouts. */
final class RecurrentPrimitiveBuilder {
  private static final rnn_direction DIRECTION = rnn_direction.unidirectional_left2right;

  private final RecurrentShape shape;
  private final PrimitiveParts parts = new PrimitiveParts();
  private final primitive_attr attributes = parts.attributes();
  private final memory.desc x;
  private final memory.desc state;
  private final memory.desc input;
  private final memory.desc hidden;
  private final memory.desc bias;
  private final memory.desc h;

  RecurrentPrimitiveBuilder(RecurrentShape shape) {
    this.shape = shape;
    int gates = shape.cell().gates();
    x = describe(format_tag.tnc, shape.steps(), shape.rows(), shape.inputs());
    state = describe(format_tag.ldnc, 1, 1, shape.rows(), shape.units());
    input = describe(format_tag.ldigo, 1, 1, shape.inputs(), gates, shape.units());
    hidden = describe(format_tag.ldigo, 1, 1, shape.units(), gates, shape.units());
    bias = describe(format_tag.ldgo, 1, 1, gates, shape.units());
    h = describe(format_tag.tnc, shape.steps(), shape.rows(), shape.units());
  }

  OneDnnPrimitive build() {
    boolean backward = shape.pass() == RecurrentShape.Pass.BACKWARD;
    rnn_primitive_desc_base forward =
        forward(
            shape.pass() == RecurrentShape.Pass.INFERENCE
                ? prop_kind.forward_inference
                : prop_kind.forward_training);
    Map<Integer, memory.desc> arguments = arguments(forward);
    rnn_primitive_desc_base description = backward ? backward(forward, arguments) : forward;
    arguments.forEach(parts::argument);
    return parts.build(
        backward ? backwardPrimitive(description) : forwardPrimitive(description), description);
  }

  private Map<Integer, memory.desc> arguments(rnn_primitive_desc_base forward) {
    Map<Integer, memory.desc> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC_LAYER, x);
    arguments.put(DNNL_ARG_SRC_ITER, state);
    arguments.put(DNNL_ARG_WEIGHTS_LAYER, input);
    arguments.put(DNNL_ARG_WEIGHTS_ITER, hidden);
    arguments.put(DNNL_ARG_BIAS, bias);
    arguments.put(DNNL_ARG_DST_LAYER, h);
    arguments.put(DNNL_ARG_DST_ITER, state);
    if (shape.cell().hasMemory()) {
      arguments.put(DNNL_ARG_SRC_ITER_C, state);
      arguments.put(DNNL_ARG_DST_ITER_C, state);
    }
    if (shape.pass() != RecurrentShape.Pass.INFERENCE) {
      arguments.put(DNNL_ARG_WORKSPACE, own(forward.workspace_desc()));
    }
    return arguments;
  }

  private rnn_primitive_desc_base forward(prop_kind kind) {
    return switch (shape.cell()) {
      case LSTM ->
          own(
              new lstm_forward.primitive_desc(
                  own(
                      new lstm_forward.desc(
                          kind, DIRECTION, x, state, state, input, hidden, bias, h, state, state)),
                  attributes,
                  OneDnn.engine()));
      case GRU ->
          own(
              new gru_forward.primitive_desc(
                  own(
                      new gru_forward.desc(
                          kind, DIRECTION, x, state, input, hidden, bias, h, state)),
                  attributes,
                  OneDnn.engine()));
      case RNN ->
          own(
              new vanilla_rnn_forward.primitive_desc(
                  own(
                      new vanilla_rnn_forward.desc(
                          kind,
                          algorithm.eltwise_tanh,
                          DIRECTION,
                          x,
                          state,
                          input,
                          hidden,
                          bias,
                          h,
                          state)),
                  attributes,
                  OneDnn.engine()));
    };
  }

  private static primitive forwardPrimitive(rnn_primitive_desc_base description) {
    if (description instanceof lstm_forward.primitive_desc lstm) {
      return new lstm_forward(lstm);
    }
    if (description instanceof gru_forward.primitive_desc gru) {
      return new gru_forward(gru);
    }
    return new vanilla_rnn_forward((vanilla_rnn_forward.primitive_desc) description);
  }

  /**
   * Describes the backward primitive; its weights lie transposed, and its gradients join the
   * arguments.
   */
  private rnn_primitive_desc_base backward(
      rnn_primitive_desc_base forward, Map<Integer, memory.desc> arguments) {
    int gates = shape.cell().gates();
    memory.desc inputT = describe(format_tag.ldgoi, 1, 1, shape.inputs(), gates, shape.units());
    memory.desc hiddenT = describe(format_tag.ldgoi, 1, 1, shape.units(), gates, shape.units());
    arguments.put(DNNL_ARG_WEIGHTS_LAYER, inputT);
    arguments.put(DNNL_ARG_WEIGHTS_ITER, hiddenT);
    arguments.put(DNNL_ARG_DIFF_SRC_LAYER, x);
    arguments.put(DNNL_ARG_DIFF_SRC_ITER, state);
    arguments.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, input);
    arguments.put(DNNL_ARG_DIFF_WEIGHTS_ITER, hidden);
    arguments.put(DNNL_ARG_DIFF_BIAS, bias);
    arguments.put(DNNL_ARG_DIFF_DST_LAYER, h);
    arguments.put(DNNL_ARG_DIFF_DST_ITER, state);
    if (shape.cell().hasMemory()) {
      arguments.put(DNNL_ARG_DIFF_SRC_ITER_C, state);
      arguments.put(DNNL_ARG_DIFF_DST_ITER_C, state);
    }
    prop_kind kind = prop_kind.backward;
    return switch (shape.cell()) {
      case LSTM ->
          own(
              new lstm_backward.primitive_desc(
                  own(
                      new lstm_backward.desc(
                          kind, DIRECTION, x, state, state, inputT, hiddenT, bias, h, state, state,
                          x, state, state, input, hidden, bias, h, state, state)),
                  attributes,
                  OneDnn.engine(),
                  (lstm_forward.primitive_desc) forward));
      case GRU ->
          own(
              new gru_backward.primitive_desc(
                  own(
                      new gru_backward.desc(
                          kind, DIRECTION, x, state, inputT, hiddenT, bias, h, state, x, state,
                          input, hidden, bias, h, state)),
                  attributes,
                  OneDnn.engine(),
                  (gru_forward.primitive_desc) forward));
      case RNN ->
          own(
              new vanilla_rnn_backward.primitive_desc(
                  own(
                      new vanilla_rnn_backward.desc(
                          kind,
                          algorithm.eltwise_tanh,
                          DIRECTION,
                          x,
                          state,
                          inputT,
                          hiddenT,
                          bias,
                          h,
                          state,
                          x,
                          state,
                          input,
                          hidden,
                          bias,
                          h,
                          state)),
                  attributes,
                  OneDnn.engine(),
                  (vanilla_rnn_forward.primitive_desc) forward));
    };
  }

  private static primitive backwardPrimitive(rnn_primitive_desc_base description) {
    if (description instanceof lstm_backward.primitive_desc lstm) {
      return new lstm_backward(lstm);
    }
    if (description instanceof gru_backward.primitive_desc gru) {
      return new gru_backward(gru);
    }
    return new vanilla_rnn_backward((vanilla_rnn_backward.primitive_desc) description);
  }

  private memory.desc describe(format_tag layout, long... dimensions) {
    return own(new memory.desc(dimensions, memory.data_type.f32, layout, false));
  }

  private <P extends Pointer> P own(P pointer) {
    return parts.own(pointer);
  }
}
