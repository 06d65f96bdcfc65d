package org.neuralannotators.zeroshot;

import java.util.Arrays;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.zeroshot.EntityScorer.Range;

/**
 * The product of a span's vector and a label's (Zaratiana et al. 2023, section 2.2). A span's
 * vector is {@code f(relu([start; end]))} with projections of its first and its last word, {@code
 * f} being one linear layer or two with ReLU between.
 *
 * <p>No span's vector is computed: what {@code f}'s first layer makes of {@code [start; end]} is
 * the sum of what it makes of each, and that is computed once for each word; and the last layer is
 * applied to the labels, which are fewer than the spans.
 */
final class SpanComparison {
  private static final String NAME = "span_rep_layer.span_rep_layer.";

  /** Spans that are scored at once, so that their memory stays in the caches. */
  private static final int BLOCK = 512;

  private final Projection start;
  private final Projection end;
  private final Parameter weights;
  private final Parameter bias;

  /** Of the second layer; null for one. */
  private final Parameter outWeights;

  private final Parameter outBias;

  /**
   * @param deep whether {@code f} has two layers
   */
  SpanComparison(Parameters parameters, int columns, boolean deep) {
    int inner = deep ? 4 * columns : 2 * columns;
    start = new Projection(parameters, NAME + "project_start", columns, inner);
    end = new Projection(parameters, NAME + "project_end", columns, inner);
    String out = NAME + "out_project";
    String first = deep ? out + ".0" : out;
    int outputs = deep ? inner : columns;
    weights = parameters.add(first + ".weight", 2 * columns, outputs, Initializer.glorot(1));
    bias = parameters.add(first + ".bias", 1, outputs, Initializer.zeros());
    outWeights =
        deep ? parameters.add(out + ".3.weight", outputs, columns, Initializer.glorot(1)) : null;
    outBias = deep ? parameters.add(out + ".3.bias", 1, columns, Initializer.zeros()) : null;
  }

  /**
   * Prepares what is of words and labels alone.
   *
   * @param words [words, columns]
   * @param labels [labels, columns]
   */
  Prepared over(Pass pass, Matrix words, Matrix labels) {
    int columns = words.columns();
    Matrix starts = part(pass, start.forward(pass, words), weights.value().rows(0, columns));
    Matrix ends = part(pass, end.forward(pass, words), weights.value().rows(columns, 2 * columns));
    pass.kernels().biasAndActivation(ends, bias.value(), Activation.IDENTITY);
    if (outWeights == null) {
      return new Prepared(pass, starts, ends, labels, null);
    }
    Matrix factors = pass.workspace().matrix(labels.rows(), outWeights.rows());
    pass.kernels().multiply(labels, false, outWeights.value(), true, 0, factors);
    Matrix offsets = pass.workspace().matrix(1, labels.rows());
    pass.kernels().multiply(outBias.value(), false, labels, true, 0, offsets);
    return new Prepared(pass, starts, ends, factors, offsets);
  }

  private static Matrix part(Pass pass, Matrix projected, Matrix factor) {
    pass.kernels().biasAndActivation(projected, null, Activation.RELU);
    Matrix product = pass.workspace().matrix(projected.rows(), factor.columns());
    pass.kernels().multiply(projected, false, factor, false, 0, product);
    return product;
  }

  /**
   * @param starts what {@code f}'s first layer makes of each word as the first
   * @param ends what it makes of each word as the last
   * @param factors by which spans are multiplied, for each label
   * @param offsets what is added for each label; null where {@code f} has one layer
   */
  record Prepared(Pass pass, Matrix starts, Matrix ends, Matrix factors, Matrix offsets) {
    /**
     * Compares spans of one sequence with its labels.
     *
     * @param firsts the first word of each span, in the sequence
     * @param lasts its last word
     * @return the logits [spans, labels]
     */
    float[] logits(Range words, Range labels, int[] firsts, int[] lasts) {
      float[] all = new float[firsts.length * labels.length()];
      for (int from = 0; from < firsts.length; from += BLOCK) {
        int to = Math.min(firsts.length, from + BLOCK);
        float[] block = block(rows(firsts, from, to, words), rows(lasts, from, to, words), labels);
        System.arraycopy(block, 0, all, from * labels.length(), block.length);
      }
      return all;
    }

    private static int[] rows(int[] all, int from, int to, Range words) {
      return Arrays.stream(all, from, to).map(word -> words.begin() + word).toArray();
    }

    private float[] block(int[] firsts, int[] lasts, Range labels) {
      Workspace workspace = pass.workspace();
      Workspace.Mark mark = workspace.mark();
      Matrix spans = workspace.matrix(firsts.length, starts.columns());
      pass.kernels().gather(starts, workspace.indices(firsts), spans);
      Matrix other = workspace.matrix(firsts.length, starts.columns());
      pass.kernels().gather(ends, workspace.indices(lasts), other);
      pass.kernels().add(other, spans);
      if (offsets != null) {
        pass.kernels().biasAndActivation(spans, null, Activation.RELU);
      }
      Matrix logits = workspace.matrix(firsts.length, labels.length());
      Matrix factor = factors.rows(labels.begin(), labels.end());
      pass.kernels().multiply(spans, false, factor, true, 0, logits);
      if (offsets != null) {
        Matrix added = offsets.columns(labels.begin(), labels.end());
        pass.kernels().biasAndActivation(logits, added, Activation.IDENTITY);
      }
      float[] numbers = logits.toFloats();
      workspace.release(mark);
      return numbers;
    }
  }
}
