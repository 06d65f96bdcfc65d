package org.neuralannotators.head;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.EncoderInput;
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
public final class SpanHead implements Head<EncoderInput, PieceSpan, double[]> {
  private static final int START = 0;
  private static final int END = 1;
  private static final int SCORES = 2;

  private final HeadTransform transform;
  private final Linear outputs;

  /**
   * @param parameters gets the head's, without memory yet
   * @param hidden columns of the hidden states
   * @param shape of the layers before the scores; null for none
   */
  public SpanHead(Parameters parameters, int hidden, TransformShape shape) {
    transform = HeadTransform.of(parameters, "head", hidden, hidden, shape);
    outputs = new Linear(parameters, "qa_outputs", hidden, SCORES, Activation.IDENTITY);
  }

  @Override
  public List<double[]> scores(
      Pass pass, EncoderBatch<? extends EncoderInput> batch, Matrix hidden) {
    RaggedRows rows = batch.rows();
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
      EncoderBatch<? extends EncoderInput> batch,
      Matrix hidden,
      List<PieceSpan> gold,
      double weight,
      Matrix dHidden) {
    RaggedRows rows = batch.rows();
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
      PieceSpan span = gold.get(i);
      loss +=
          Softmax.crossEntropy(
              scores, offset + START, length, SCORES, span.first(), share, gradient);
      loss +=
          Softmax.crossEntropy(scores, offset + END, length, SCORES, span.last(), share, gradient);
    }
    Matrix dScores = pass.workspace().matrix(rows.rows(), SCORES).write(gradient);
    Matrix dx = outputs.backward(pass, x, y, dScores);
    pass.kernels().add(transformed.backward(pass, dx), dHidden);
    return loss;
  }
}
