package org.neuralannotators.network.attention;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The attention of Transformer-XL (Dai et al. 2019, section 3): a decoder's pieces attend to those
 * before them, by content and by distance, and to those of a memory. Several heads of queries may
 * share one of keys and values. The two biases of the queries, {@code u} and {@code v}, are each
 * layer's own.
 */
public final class RelativeCausalAttention implements DecoderAttention<RelativeMemory> {
  private final Linear input;
  private final Linear output;
  private final CausalAttention.Heads heads;
  private final Linear position;
  private final DistanceVectors distances;
  private final BiasedQueries ofContent;
  private final BiasedQueries ofDistances;
  private final Dropout dropout;

  /**
   * @param input to queries, keys and values, side by side
   * @param output from the weighted values
   * @param columns of the vectors of distances
   * @param distances their vectors
   * @param dropout of the attention weights
   */
  public RelativeCausalAttention(
      Parameters parameters,
      String name,
      Linear input,
      Linear output,
      CausalAttention.Heads heads,
      int columns,
      DistanceVectors distances,
      Dropout dropout) {
    this.input = input;
    this.output = output;
    this.heads = heads;
    this.distances = distances;
    this.dropout = dropout;
    int inner = heads.queryColumns();
    position = Linear.plain(parameters, name + ".position", columns, inner, 1, false);
    ofContent = biased(parameters, name + ".content_bias", 1);
    ofDistances = biased(parameters, name + ".position_bias", 1 / Math.sqrt(heads.size()));
  }

  private BiasedQueries biased(Parameters parameters, String name, double factor) {
    return new BiasedQueries(
        parameters.add(name, 1, heads.queryColumns(), Initializer.embedding()), factor);
  }

  @Override
  public Traced forward(Pass pass, TextRows text, Matrix x) {
    AttentionRows rows = text.before();
    Matrix qkv = input.forward(pass, x);
    Matrix queries = queries(qkv);
    Remembered remembered = text.memory() == null ? null : remembered(pass, text.memory());
    Matrix keysValues =
        remembered == null ? keysValues(qkv) : remembered.join(pass, keysValues(qkv));
    Matrix contentQueries = ofContent.forward(pass, queries);
    Matrix sinusoids = distances.of(pass, longest(rows));
    Matrix vectors = position.forward(pass, sinusoids);
    DistanceTerm byDistance =
        new DistanceTerm(
            pass,
            rows,
            heads.queries(),
            ofDistances.forward(pass, queries),
            vectors,
            vectors.rows() - 1);
    int pairs = Math.multiplyExact(heads.queries(), rows.pairs());
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), heads.queryColumns());
    pass.kernels()
        .attention(
            rows,
            heads.queries(),
            contentQueries,
            keysValues,
            byDistance,
            null,
            factors,
            weights,
            context);
    Matrix y = output.forward(pass, context);
    return new Traced(
        y,
        (back, dy) -> {
          Matrix dContext = output.backward(back, context, y, dy);
          Matrix dQkv = back.workspace().matrix(qkv.rows(), qkv.columns());
          Matrix dContentQueries = back.workspace().matrix(x.rows(), heads.queryColumns());
          Matrix dKeysValues =
              remembered == null
                  ? keysValues(dQkv)
                  : back.workspace().matrix(keysValues.rows(), keysValues.columns());
          back.kernels()
              .attentionBackward(
                  rows,
                  heads.queries(),
                  contentQueries,
                  keysValues,
                  byDistance,
                  null,
                  factors,
                  weights,
                  dContext,
                  dContentQueries,
                  dKeysValues,
                  null);
          if (remembered != null) {
            remembered.backward(back, dKeysValues, keysValues(dQkv));
          }
          Matrix dQueries = queries(dQkv).clear();
          ofContent.backward(back, dContentQueries, dQueries);
          ofDistances.backward(back, byDistance.dQueries(), dQueries);
          position.backward(back, sinusoids, vectors, byDistance.dDistances());
          return input.backward(back, x, qkv, dQkv);
        });
  }

  private static int longest(AttentionRows rows) {
    int longest = 0;
    for (int i = 0; i < rows.sequences(); i++) {
      longest = Math.max(longest, rows.keyLength(i));
    }
    return longest;
  }

  private Remembered remembered(Pass pass, LayerMemory memory) {
    Traced normalized = memory.norm().normalize(pass, memory.states());
    Linear layer = input.outputs(heads.queryColumns(), heads.columns());
    // Weights that are packed for all three can't be packed for two of them too.
    Matrix keysValues =
        pass.frozen() == null
            ? layer.forward(pass, normalized.output())
            : keysValues(input.forward(pass, normalized.output()));
    return new Remembered(memory.rows(), layer, normalized, keysValues);
  }

  /**
   * Keys and values of a memory.
   *
   * @param layer that made them
   * @param normalized what it made them of
   */
  private record Remembered(MemoryRows rows, Linear layer, Traced normalized, Matrix keysValues) {
    /** With those of the texts. */
    Matrix join(Pass pass, Matrix ofTexts) {
      return rows.join(pass, keysValues, ofTexts);
    }

    /**
     * Adds to the parameters' gradients; what the memory was made by gets none.
     *
     * @param dOfTexts overwritten by the gradient of those of the texts
     */
    void backward(Pass pass, Matrix dAll, Matrix dOfTexts) {
      Matrix dKeysValues = pass.workspace().matrix(keysValues.rows(), keysValues.columns());
      rows.part(pass, dAll, dKeysValues, dOfTexts);
      normalized.backward(pass, layer.backward(pass, normalized.output(), keysValues, dKeysValues));
    }
  }

  @Override
  public Matrix step(Pass pass, Rotation rotation, Matrix x, RelativeMemory memory, int layer) {
    KeyValueCache cache = memory.cache();
    Matrix qkv = input.forward(pass, x);
    Matrix queries = queries(qkv);
    cache.layer(layer).append(pass, keysValues(qkv));
    Matrix vectors =
        memory.distances(
            pass, layer, (own, count) -> position.forward(own, distances.of(own, count)));
    CachedDistances byDistance =
        new CachedDistances(
            pass, cache, heads.queries(), ofDistances.forward(pass, queries), vectors);
    Matrix context = pass.workspace().matrix(x.rows(), heads.queryColumns());
    pass.kernels()
        .attention(
            cache.rows(),
            heads.queries(),
            ofContent.forward(pass, queries),
            cache.layer(layer).keysValues(),
            byDistance,
            null,
            null,
            null,
            context);
    return output.forward(pass, context);
  }

  private Matrix queries(Matrix qkv) {
    return qkv.columns(0, heads.queryColumns());
  }

  private Matrix keysValues(Matrix qkv) {
    return qkv.columns(heads.queryColumns(), heads.columns());
  }
}
