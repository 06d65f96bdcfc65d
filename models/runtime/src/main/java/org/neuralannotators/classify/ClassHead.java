package org.neuralannotators.classify;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.Pooler;
import org.neuralannotators.encode.transformer.PoolerShape;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Scores of a sequence's labels: pooler, dropout and a linear layer (Devlin et al. 2018, section
 * 4.1). It is taught one label for each sequence, or the probabilities of all.
 */
final class ClassHead implements Head<ClassTarget> {
  private final Pooler pooler;
  private final Dropout dropout;
  private final Linear classifier;
  private final int labels;

  ClassHead(
      Parameters parameters,
      EncoderArchitecture architecture,
      PoolerShape shape,
      int labels,
      double dropout) {
    pooler = new Pooler(parameters, architecture, shape);
    this.dropout = new Dropout(dropout, false);
    classifier =
        new Linear(parameters, "classifier", architecture.hidden(), labels, Activation.IDENTITY);
    this.labels = labels;
  }

  @Override
  public void pretrain(EncoderCheckpoint checkpoint) throws BundleException {
    if (checkpoint.has(pooler.parameters())) {
      checkpoint.copyTo(pooler);
    }
  }

  @Override
  public List<double[]> scores(Pass pass, RaggedRows rows, Matrix hidden) {
    Matrix pooled = pooler.forward(pass, rows, hidden).output();
    double[] scores = classifier.forward(pass, pooled).toDoubles();
    return IntStream.range(0, rows.sequences())
        .mapToObj(i -> Arrays.copyOfRange(scores, i * labels, (i + 1) * labels))
        .toList();
  }

  @Override
  public double train(
      Pass pass,
      RaggedRows rows,
      Matrix hidden,
      List<ClassTarget> targets,
      double weight,
      Matrix dHidden) {
    Pooler.Trace trace = pooler.forward(pass, rows, hidden);
    Dropout.Mask mask = dropout.forward(pass, trace.output());
    Matrix y = classifier.forward(pass, trace.output());
    double[] scores = y.toDoubles();
    double[] gradient = new double[scores.length];
    double loss = 0;
    for (int i = 0; i < rows.sequences(); i++) {
      loss += Softmax.loss(scores, i * labels, targets.get(i), weight / rows.sequences(), gradient);
    }
    Matrix dScores = pass.workspace().matrix(rows.sequences(), labels).write(gradient);
    Matrix dPooled = classifier.backward(pass, trace.output(), y, dScores);
    dropout.backward(pass, mask, dPooled);
    pooler.backward(pass, trace, dPooled, dHidden);
    return loss;
  }
}
