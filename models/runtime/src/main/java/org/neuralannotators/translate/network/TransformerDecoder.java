package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.attention.KeyValueCache;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.transformer.DecoderLayer;
import org.neuralannotators.network.transformer.TransformerLayerShape;

/** The transformer's decoder: a hidden state for each piece of the target, and for its begin. */
final class TransformerDecoder {
  private final TransformerArchitecture architecture;
  private final PieceEmbeddings embeddings;
  private final List<DecoderLayer> layers = new ArrayList<>();

  /** Null where each layer normalises what it gives. */
  private final LayerNorm top;

  TransformerDecoder(
      Parameters parameters,
      Parameter pieces,
      TransformerArchitecture architecture,
      TransformerArchitecture.Dropouts dropouts) {
    this.architecture = architecture;
    TransformerLayerShape shape = architecture.layer(dropouts);
    embeddings = new PieceEmbeddings(parameters, "decoder", pieces, architecture, shape.dropout());
    for (int i = 0; i < architecture.decoderLayers(); i++) {
      layers.add(new DecoderLayer(parameters, "decoder.layer." + i, shape));
    }
    top =
        architecture.normFirst()
            ? new LayerNorm(
                parameters, "decoder.LayerNorm", architecture.units(), architecture.epsilon())
            : null;
  }

  /** What the forward pass leaves for the backward pass. */
  record Trace(
      PieceEmbeddings.Trace embedded,
      List<DecoderLayer.Trace> layers,
      LayerNorm.Trace top,
      Matrix output) {}

  /**
   * Reads whole targets.
   *
   * @param memory the encoder's output
   */
  Trace forward(Pass pass, PieceRows targets, RaggedRows sources, Matrix memory) {
    AttentionRows before = AttentionRows.causal(targets.rows());
    AttentionRows across = AttentionRows.across(targets.rows(), sources);
    PieceEmbeddings.Trace embedded =
        embeddings.forward(pass, targets.pieces(), targets.rows().positions());
    List<DecoderLayer.Trace> traces = new ArrayList<>();
    Matrix hidden = embedded.output();
    for (DecoderLayer layer : layers) {
      DecoderLayer.Trace trace = layer.forward(pass, before, across, hidden, memory);
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
   * @param dMemory to which the gradient of the encoder's output is added
   */
  void backward(Pass pass, Trace trace, Matrix dOutput, Matrix dMemory) {
    Matrix gradient = top == null ? dOutput : top.backward(pass, trace.top(), dOutput);
    for (int i = layers.size() - 1; i >= 0; i--) {
      gradient = layers.get(i).backward(pass, trace.layers().get(i), gradient, dMemory);
    }
    embeddings.backward(pass, trace.embedded(), gradient);
  }

  /** A cache for the targets of so many sources. */
  KeyValueCache cache(int sources) {
    return new KeyValueCache(layers.size(), architecture.units(), sources);
  }

  /** Each layer's keys and values of the encoder's output. */
  List<Matrix> keysValues(Pass pass, Matrix memory) {
    return layers.stream().map(layer -> layer.keysValues(pass, memory)).toList();
  }

  /**
   * Reads one more piece of each target.
   *
   * @param pieces what is read
   * @param cache of what was read before; extended for this step
   * @param across which target attends to which source
   * @param keysValues each layer's, of the encoder's output
   * @param alignment [1, heads pairs] for the attention of the layer that aligns; null when nobody
   *     asks for it
   * @return [targets, units]
   */
  Matrix step(
      Pass pass,
      int[] pieces,
      KeyValueCache cache,
      AttentionRows across,
      List<Matrix> keysValues,
      Matrix alignment) {
    int[] places = new int[pieces.length];
    Arrays.fill(places, cache.length() - 1);
    Matrix hidden = embeddings.forward(pass, pieces, places).output();
    for (int i = 0; i < layers.size(); i++) {
      Matrix weights = i == architecture.alignmentLayer() ? alignment : null;
      hidden = layers.get(i).step(pass, hidden, cache, i, across, keysValues.get(i), weights);
    }
    return top == null ? hidden : top.forward(pass, hidden).output();
  }
}
