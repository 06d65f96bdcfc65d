package org.neuralannotators.network.attention;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Multi-head self-attention by content and by distance (Dai et al. 2019, section 3.3), and by
 * segment (Yang et al. 2019, section 2.5). No layer has biases, but the queries have.
 */
public final class RelativeAttention {
  private final Linear input;
  private final Linear position;
  private final Linear output;
  private final BiasedQueries ofContent;
  private final BiasedQueries ofDistances;
  private final BiasedQueries ofSegments;
  private final Parameter segmentVectors;
  private final int heads;
  private final Dropout dropout;

  /**
   * @param columns of the input, of the vectors of distances and of the output
   * @param headColumns of each head
   * @param dropout of the attention weights
   */
  public RelativeAttention(
      Parameters parameters,
      String name,
      int columns,
      int heads,
      int headColumns,
      Dropout dropout) {
    int inner = Math.multiplyExact(heads, headColumns);
    double scale = 1 / Math.sqrt(headColumns);
    input = Linear.plain(parameters, name + ".qkv", columns, 3 * inner, 3, false);
    position = Linear.plain(parameters, name + ".r", columns, inner, 1, false);
    output = Linear.plain(parameters, name + ".o", inner, columns, 1, false);
    ofContent = biased(parameters, name + ".r_w_bias", inner, 1);
    ofDistances = biased(parameters, name + ".r_r_bias", inner, scale);
    ofSegments = biased(parameters, name + ".r_s_bias", inner, scale);
    segmentVectors = parameters.add(name + ".seg_embed", 2, inner, Initializer.embedding());
    this.heads = heads;
    this.dropout = dropout;
  }

  private static BiasedQueries biased(
      Parameters parameters, String name, int columns, double factor) {
    return new BiasedQueries(parameters.add(name, 1, columns, Initializer.embedding()), factor);
  }

  /**
   * @param rows of sequences whose elements are their own keys
   * @param x [rows, columns]
   * @param distances of the longest sequence, as {@link Sinusoids} gives them
   * @param segments null when there are none
   */
  public Traced forward(
      Pass pass, AttentionRows rows, Matrix x, Matrix distances, SegmentBatch segments) {
    int pairs = Math.multiplyExact(heads, rows.pairs());
    Matrix qkv = input.forward(pass, x);
    int inner = qkv.columns() / 3;
    Matrix queries = qkv.columns(0, inner);
    Matrix keysValues = qkv.columns(inner, 3 * inner);
    Matrix contentQueries = ofContent.forward(pass, queries);
    Matrix vectors = position.forward(pass, distances);
    DistanceTerm byDistance =
        new DistanceTerm(
            pass, rows, heads, ofDistances.forward(pass, queries), vectors, vectors.rows() / 2);
    SegmentTerm bySegment =
        segments == null
            ? null
            : new SegmentTerm(
                pass,
                rows,
                heads,
                ofSegments.forward(pass, queries),
                segments,
                segmentVectors.value());
    AttentionTerm term = bySegment == null ? byDistance : both(byDistance, bySegment);
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), inner);
    pass.kernels()
        .attention(rows, heads, contentQueries, keysValues, term, null, factors, weights, context);
    Matrix y = output.forward(pass, context);
    return new Traced(
        y,
        (back, dy) -> {
          Matrix dContext = output.backward(back, context, y, dy);
          Matrix dQkv = back.workspace().matrix(qkv.rows(), qkv.columns());
          Matrix dQueries = dQkv.columns(0, inner);
          Matrix dContentQueries = back.workspace().matrix(x.rows(), inner);
          back.kernels()
              .attentionBackward(
                  rows,
                  heads,
                  contentQueries,
                  keysValues,
                  term,
                  null,
                  factors,
                  weights,
                  dContext,
                  dContentQueries,
                  dQkv.columns(inner, 3 * inner),
                  null);
          dQueries.clear();
          ofContent.backward(back, dContentQueries, dQueries);
          ofDistances.backward(back, byDistance.dQueries(), dQueries);
          position.backward(back, distances, vectors, byDistance.dDistances());
          if (bySegment != null) {
            ofSegments.backward(back, bySegment.dQueries(), dQueries);
            bySegment.addGradient(back.gradient(segmentVectors));
          }
          return input.backward(back, x, qkv, dQkv);
        });
  }

  private static AttentionTerm both(AttentionTerm first, AttentionTerm second) {
    return new AttentionTerm() {
      @Override
      public void add(int sequence, Matrix scores) {
        first.add(sequence, scores);
        second.add(sequence, scores);
      }

      @Override
      public void backward(int sequence, Matrix dScores) {
        first.backward(sequence, dScores);
        second.backward(sequence, dScores);
      }
    };
  }
}
