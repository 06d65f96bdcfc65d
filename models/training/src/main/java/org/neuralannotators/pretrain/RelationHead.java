package org.neuralannotators.pretrain;

import java.util.List;
import org.neuralannotators.head.Pooler;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Predicts how two segments belong together, from the pooled vector of the sequence (Devlin et al.
 * 2018, section 3.1; Lan et al. 2019, section 3.1). Parameters have the names of Hugging Face's
 * {@code BertForPreTraining}.
 */
final class RelationHead {
  private static final int CLASSES = 2;

  private final Pooler pooler;
  private final Linear dense;

  RelationHead(Parameters parameters, int hidden) {
    pooler = new Pooler(parameters, hidden);
    dense = new Linear(parameters, "cls.seq_relationship", hidden, CLASSES, Activation.IDENTITY);
  }

  Pooler pooler() {
    return pooler;
  }

  /** The parameters, the pooler's excepted. */
  List<Parameter> parameters() {
    return dense.parameters();
  }

  /** The scores [sequences, 2], before the softmax. */
  Matrix scores(Pass pass, RaggedRows rows, Matrix hidden) {
    return dense.forward(pass, pooler.forward(pass, rows, hidden).output());
  }

  /**
   * Forward and backward pass; adds to the parameters' gradients.
   *
   * @param weight of the mean over the sequences
   * @param dHidden to which the gradient of the hidden states is added
   * @return the loss
   */
  double train(
      Pass pass, RaggedRows rows, Matrix hidden, int[] labels, double weight, Matrix dHidden) {
    Pooler.Trace pooled = pooler.forward(pass, rows, hidden);
    Matrix scores = dense.forward(pass, pooled.output());
    pass.kernels().softmax(scores);
    double loss =
        pass.kernels()
            .crossEntropy(scores, pass.workspace().indices(labels), weight / labels.length);
    Matrix dPooled = dense.backward(pass, pooled.output(), scores, scores);
    pooler.backward(pass, pooled, dPooled, dHidden);
    return loss;
  }
}
