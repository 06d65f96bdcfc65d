package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.transformer.EncoderLayer;
import org.neuralannotators.network.transformer.TransformerLayerShape;

/** The transformer's encoder: a hidden state for each piece of the source and for its end. */
final class TransformerEncoder {
  private final PieceEmbeddings embeddings;
  private final List<EncoderLayer> layers = new ArrayList<>();

  /** Null where each layer normalises what it gives. */
  private final LayerNorm top;

  TransformerEncoder(
      Parameters parameters,
      Parameter pieces,
      TransformerArchitecture architecture,
      TransformerArchitecture.Dropouts dropouts) {
    TransformerLayerShape shape = architecture.layer(dropouts);
    embeddings = new PieceEmbeddings(parameters, "encoder", pieces, architecture, shape.dropout());
    for (int i = 0; i < architecture.encoderLayers(); i++) {
      layers.add(new EncoderLayer(parameters, "encoder.layer." + i, shape));
    }
    top =
        architecture.normFirst()
            ? new LayerNorm(
                parameters, "encoder.LayerNorm", architecture.units(), architecture.epsilon())
            : null;
  }

  /** What the forward pass leaves for the backward pass. */
  record Trace(
      PieceEmbeddings.Trace embedded, List<Traced> layers, LayerNorm.Trace top, Matrix output) {}

  Trace forward(Pass pass, PieceRows sources) {
    PieceEmbeddings.Trace embedded =
        embeddings.forward(pass, sources.pieces(), sources.rows().positions());
    List<Traced> traces = new ArrayList<>();
    Matrix hidden = embedded.output();
    for (EncoderLayer layer : layers) {
      Traced trace = layer.forward(pass, sources.rows(), hidden);
      traces.add(trace);
      hidden = trace.output();
    }
    LayerNorm.Trace normed = top == null ? null : top.forward(pass, hidden);
    return new Trace(embedded, traces, normed, normed == null ? hidden : normed.output());
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output
   */
  void backward(Pass pass, Trace trace, Matrix dOutput) {
    Matrix gradient = top == null ? dOutput : top.backward(pass, trace.top(), dOutput);
    for (int i = layers.size() - 1; i >= 0; i--) {
      gradient = trace.layers().get(i).backward(pass, gradient);
    }
    embeddings.backward(pass, trace.embedded(), gradient);
  }
}
