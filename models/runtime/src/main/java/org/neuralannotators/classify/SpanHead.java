package org.neuralannotators.classify;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.HeadTransform;
import org.neuralannotators.encode.transformer.TransformShape;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Where in a sequence an answer begins and ends: two scores for each piece, by a linear layer
 * (Devlin et al. 2018, section 4.2). The scores of a sequence are pairs of them, piece by piece.
 */
final class SpanHead implements Head<PieceSpan> {
  private static final int START = 0;
  private static final int END = 1;
  private static final int SCORES = 2;

  private final HeadTransform transform;
  private final Linear outputs;

  /**
   * @param shape of the layers before the scores; null for none
   */
  SpanHead(Parameters parameters, EncoderArchitecture architecture, TransformShape shape) {
    transform =
        HeadTransform.of(parameters, "head", architecture.hidden(), architecture.hidden(), shape);
    outputs =
        new Linear(parameters, "qa_outputs", architecture.hidden(), SCORES, Activation.IDENTITY);
  }

  @Override
  public List<double[]> scores(Pass pass, RaggedRows rows, Matrix hidden) {
    Matrix x = transform.forward(pass, hidden).output();
    double[] scores = outputs.forward(pass, x).toDoubles();
    return IntStream.range(0, rows.sequences())
        .mapToObj(
            i ->
                Arrays.copyOfRange(
                    scores, SCORES * rows.offset(i), SCORES * (rows.offset(i) + rows.length(i))))
        .toList();
  }

  @Override
  public double train(
      Pass pass,
      RaggedRows rows,
      Matrix hidden,
      List<PieceSpan> targets,
      double weight,
      Matrix dHidden) {
    Traced transformed = transform.forward(pass, hidden);
    Matrix x = transformed.output();
    Matrix y = outputs.forward(pass, x);
    double[] scores = y.toDoubles();
    double[] gradient = new double[scores.length];
    double share = weight / (SCORES * rows.sequences());
    double loss = 0;
    for (int i = 0; i < rows.sequences(); i++) {
      int offset = SCORES * rows.offset(i);
      int length = rows.length(i);
      PieceSpan gold = targets.get(i);
      loss +=
          Softmax.crossEntropy(
              scores, offset + START, length, SCORES, gold.first(), share, gradient);
      loss +=
          Softmax.crossEntropy(scores, offset + END, length, SCORES, gold.last(), share, gradient);
    }
    Matrix dScores = pass.workspace().matrix(rows.rows(), SCORES).write(gradient);
    Matrix dx = outputs.backward(pass, x, y, dScores);
    pass.kernels().add(transformed.backward(pass, dx), dHidden);
    return loss;
  }
}
