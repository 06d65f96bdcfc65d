package org.neuralannotators.head;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Scores of a sequence's labels: pooler, dropout and a linear layer (Devlin et al. 2018, section
 * 4.1). It is taught one label for each sequence, or the probabilities of all.
 */
public final class ClassHead implements Head<EncoderInput, ClassTarget, double[]> {
  private final Pooler pooler;
  private final Dropout dropout;
  private final Linear classifier;
  private final int labels;

  /**
   * @param parameters gets the head's, without memory yet
   * @param hidden columns of the hidden states
   * @param labels how many
   * @param dropout of what the linear layer reads
   */
  public ClassHead(
      Parameters parameters, int hidden, PoolerShape shape, int labels, double dropout) {
    pooler = new Pooler(parameters, hidden, shape);
    this.dropout = new Dropout(dropout, false);
    classifier = new Linear(parameters, "classifier", hidden, labels, Activation.IDENTITY);
    this.labels = labels;
  }

  @Override
  public List<Parameter> pretrained() {
    return pooler.parameters();
  }

  @Override
  public List<double[]> scores(
      Pass pass, EncoderBatch<? extends EncoderInput> batch, Matrix hidden) {
    Matrix pooled = pooler.forward(pass, batch.rows(), hidden).output();
    double[] scores = classifier.forward(pass, pooled).toDoubles();
    return IntStream.range(0, batch.rows().sequences())
        .mapToObj(i -> Arrays.copyOfRange(scores, i * labels, (i + 1) * labels))
        .toList();
  }

  @Override
  public double train(
      Pass pass,
      EncoderBatch<? extends EncoderInput> batch,
      Matrix hidden,
      List<ClassTarget> gold,
      double weight,
      Matrix dHidden) {
    int sequences = batch.rows().sequences();
    Pooler.Trace trace = pooler.forward(pass, batch.rows(), hidden);
    Dropout.Mask mask = dropout.forward(pass, trace.output());
    Matrix y = classifier.forward(pass, trace.output());
    double[] scores = y.toDoubles();
    double[] gradient = new double[scores.length];
    double loss = 0;
    for (int i = 0; i < sequences; i++) {
      loss += Softmax.loss(scores, i * labels, gold.get(i), weight / sequences, gradient);
    }
    Matrix dScores = pass.workspace().matrix(sequences, labels).write(gradient);
    Matrix dPooled = classifier.backward(pass, trace.output(), y, dScores);
    dropout.backward(pass, mask, dPooled);
    pooler.backward(pass, trace, dPooled, dHidden);
    return loss;
  }
}
