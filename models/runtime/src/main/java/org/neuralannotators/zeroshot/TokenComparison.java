package org.neuralannotators.zeroshot;

import java.util.stream.IntStream;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.zeroshot.EntityScorer.Range;

/**
 * How much a word is the first, the last, or any word of an entity (Stepanov and Shtopko 2024,
 * GLiNER multi-task): two linear layers with ReLU between on {@code [w1; l1; w2 l2]}, where {@code
 * [w1; w2]} and {@code [l1; l2]} are projections of the word and the label.
 */
final class TokenComparison {
  /** What is told of a word. */
  static final int OUTPUTS = 3;

  /** Pairs of word and label that are scored at once, so that their memory stays in the caches. */
  private static final int BLOCK = 512;

  private final int columns;
  private final Linear words;
  private final Linear labels;
  private final Parameter weights;
  private final Parameter bias;
  private final Linear out;

  TokenComparison(Parameters parameters, int columns) {
    this.columns = columns;
    words = projection(parameters, "scorer.proj_token");
    labels = projection(parameters, "scorer.proj_label");
    String first = "scorer.out_mlp.0";
    int inner = 4 * columns;
    weights = parameters.add(first + ".weight", 3 * columns, inner, Initializer.glorot(1));
    bias = parameters.add(first + ".bias", 1, inner, Initializer.zeros());
    out = new Linear(parameters, "scorer.out_mlp.3", inner, OUTPUTS, Activation.IDENTITY);
  }

  private Linear projection(Parameters parameters, String name) {
    return new Linear(parameters, name, columns, 2 * columns, Activation.IDENTITY);
  }

  /**
   * Prepares what is of words and labels alone.
   *
   * @param wordVectors [words, columns]
   * @param labelVectors [labels, columns]
   */
  Prepared over(Pass pass, Matrix wordVectors, Matrix labelVectors) {
    Matrix word = words.forward(pass, wordVectors);
    Matrix label = labels.forward(pass, labelVectors);
    Matrix ofWords = part(pass, word, 0);
    Matrix ofLabels = part(pass, label, 1);
    pass.kernels().biasAndActivation(ofLabels, bias.value(), Activation.IDENTITY);
    return new Prepared(
        this,
        pass,
        ofWords,
        ofLabels,
        word.columns(columns, 2 * columns),
        label.columns(columns, 2 * columns));
  }

  /** What the first layer makes of a part of its input. */
  private Matrix part(Pass pass, Matrix projected, int part) {
    Matrix product = pass.workspace().matrix(projected.rows(), weights.columns());
    pass.kernels().multiply(projected.columns(0, columns), false, factor(part), false, 0, product);
    return product;
  }

  private Matrix factor(int part) {
    return weights.value().rows(part * columns, (part + 1) * columns);
  }

  /**
   * @param ofWords what the first layer makes of each word
   * @param ofLabels what it makes of each label
   * @param words what is multiplied with labels
   * @param labels what is multiplied with words
   */
  record Prepared(
      TokenComparison layers,
      Pass pass,
      Matrix ofWords,
      Matrix ofLabels,
      Matrix words,
      Matrix labels) {
    /**
     * Compares the words of one sequence with its labels.
     *
     * @return the logits [words, labels, {@link #OUTPUTS}]: first, last, any
     */
    float[] logits(Range ownWords, Range ownLabels) {
      int pairs = ownWords.length() * ownLabels.length();
      float[] all = new float[OUTPUTS * pairs];
      for (int from = 0; from < pairs; from += BLOCK) {
        float[] block = block(from, Math.min(pairs, from + BLOCK), ownWords, ownLabels);
        System.arraycopy(block, 0, all, OUTPUTS * from, block.length);
      }
      return all;
    }

    private float[] block(int from, int to, Range ownWords, Range ownLabels) {
      Workspace.Mark mark = pass.workspace().mark();
      int count = ownLabels.length();
      int[] word = IntStream.range(from, to).map(pair -> ownWords.begin() + pair / count).toArray();
      int[] label =
          IntStream.range(from, to).map(pair -> ownLabels.begin() + pair % count).toArray();
      Matrix products = gather(words, word);
      pass.kernels().scale(products, gather(labels, label));
      Matrix inner = gather(ofWords, word);
      pass.kernels().add(gather(ofLabels, label), inner);
      pass.kernels().multiply(products, false, layers.factor(2), false, 1, inner);
      pass.kernels().biasAndActivation(inner, null, Activation.RELU);
      float[] logits = layers.out.forward(pass, inner).toFloats();
      pass.workspace().release(mark);
      return logits;
    }

    private Matrix gather(Matrix table, int[] rows) {
      Matrix gathered = pass.workspace().matrix(rows.length, table.columns());
      pass.kernels().gather(table, pass.workspace().indices(rows), gathered);
      return gathered;
    }
  }
}
