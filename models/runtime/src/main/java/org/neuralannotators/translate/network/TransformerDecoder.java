package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.CachedBias;
import org.neuralannotators.network.attention.KeyValueCache;
import org.neuralannotators.network.attention.RelativeBias;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.transformer.DecoderLayer;

/** The transformer's decoder: a hidden state for each piece of the target, and for its begin. */
final class TransformerDecoder {
  private static final String SIDE = "decoder";

  private final EncoderDecoderArchitecture architecture;
  private final PieceEmbeddings embeddings;

  /** Null where distances add nothing. */
  private final RelativeBias bias;

  private final AttentionTerm withoutDistances;

  private final List<DecoderLayer> layers;
  private final Norm top;

  /**
   * @param pieces the embeddings of the target's
   */
  TransformerDecoder(EncoderDecoderParts parts, Parameter pieces) {
    architecture = parts.shape();
    embeddings = parts.embeddings(SIDE, pieces);
    EncoderDecoderArchitecture.Stack stack = architecture.decoder();
    bias = parts.bias(SIDE, stack, false);
    withoutDistances = parts.withoutDistances();
    layers =
        parts.layers(
            SIDE, stack, (name, shape) -> new DecoderLayer(parts.parameters(), name, shape));
    top = parts.top(SIDE);
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param distances what they added to the scores; null for nothing
   */
  record Trace(
      Traced embedded, List<DecoderLayer.Trace> layers, RelativeBias.Batch distances, Traced top) {
    /** [rows, hidden]. */
    Matrix output() {
      return top.output();
    }
  }

  /**
   * Reads whole targets.
   *
   * @param memory the encoder's output
   */
  Trace forward(Pass pass, PieceRows targets, RaggedRows sources, Matrix memory) {
    AttentionRows before = AttentionRows.causal(targets.rows());
    AttentionRows across = AttentionRows.across(targets.rows(), sources);
    RelativeBias.Batch distances = bias == null ? null : bias.over(pass, targets.rows());
    AttentionTerm term = distances == null ? withoutDistances : distances;
    Traced embedded = embeddings.forward(pass, targets.pieces(), targets.rows().positions());
    List<DecoderLayer.Trace> traces = new ArrayList<>();
    Matrix hidden = embedded.output();
    for (DecoderLayer layer : layers) {
      DecoderLayer.Trace trace = layer.forward(pass, before, term, across, hidden, memory);
      traces.add(trace);
      hidden = trace.output();
    }
    return new Trace(embedded, traces, distances, top.normalize(pass, hidden));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output; overwritten
   * @param dMemory to which the gradient of the encoder's output is added
   */
  void backward(Pass pass, Trace trace, Matrix dOutput, Matrix dMemory) {
    Matrix gradient = trace.top().backward(pass, dOutput);
    for (int i = layers.size() - 1; i >= 0; i--) {
      gradient = layers.get(i).backward(pass, trace.layers().get(i), gradient, dMemory);
    }
    if (trace.distances() != null) {
      trace.distances().endBackward();
    }
    trace.embedded().backward(pass, gradient);
  }

  /**
   * Targets in the making.
   *
   * @param sources the rows of each source
   * @param keysValues each layer's, of the encoder's output
   * @param cache of what was read
   * @param distances what they add to the scores; null for nothing
   */
  record Growing(
      RaggedRows sources, List<Matrix> keysValues, KeyValueCache cache, CachedBias distances) {}

  /**
   * Begins a target for each source.
   *
   * @param memory the encoder's output
   */
  Growing begin(Pass pass, RaggedRows sources, Matrix memory) {
    int columns = architecture.decoder().heads() * architecture.headSize();
    KeyValueCache cache = new KeyValueCache(layers.size(), columns, sources.sequences());
    return new Growing(
        sources,
        layers.stream().map(layer -> layer.keysValues(pass, memory)).toList(),
        cache,
        bias == null ? null : new CachedBias(bias, cache));
  }

  /**
   * Reads one more piece of each target.
   *
   * @param pieces what is read
   * @param targets with a cache that was extended for this step
   * @param across which target attends to which source
   * @param alignment [1, heads pairs] for the attention of the layer that aligns; null when nobody
   *     asks for it
   * @return [targets, hidden]
   */
  Matrix step(Pass pass, int[] pieces, Growing targets, AttentionRows across, Matrix alignment) {
    KeyValueCache cache = targets.cache();
    CachedBias distances = targets.distances();
    if (distances != null) {
      distances.extend(pass);
    }
    AttentionTerm term = distances == null ? withoutDistances : distances;
    int[] places = new int[pieces.length];
    Arrays.fill(places, cache.length() - 1);
    Matrix hidden = embeddings.forward(pass, pieces, places).output();
    for (int i = 0; i < layers.size(); i++) {
      Matrix weights = i == architecture.alignmentLayer() ? alignment : null;
      Matrix keysValues = targets.keysValues().get(i);
      hidden = layers.get(i).step(pass, hidden, cache, i, term, across, keysValues, weights);
    }
    return top.normalize(pass, hidden).output();
  }
}
