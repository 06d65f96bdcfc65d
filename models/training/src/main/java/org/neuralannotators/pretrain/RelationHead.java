package org.neuralannotators.pretrain;

import java.util.List;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.Pooler;
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

  RelationHead(Parameters parameters, BertArchitecture architecture) {
    pooler = new Pooler(parameters, architecture);
    dense =
        new Linear(
            parameters,
            "cls.seq_relationship",
            architecture.hidden(),
            CLASSES,
            Activation.IDENTITY);
  }

  Pooler pooler() {
    return pooler;
  }

  /** The parameters, the pooler's excepted. */
  List<Parameter> parameters() {
    return dense.parameters();
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param scores [sequences, 2], before the softmax
   */
  record Trace(Pooler.Trace pooled, Matrix scores) {}

  Trace forward(Pass pass, RaggedRows rows, Matrix hidden) {
    Pooler.Trace pooled = pooler.forward(pass, rows, hidden);
    return new Trace(pooled, dense.forward(pass, pooled.output()));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param trace its scores are overwritten
   * @param weight of the mean over the sequences
   * @param dHidden to which the gradient of the hidden states is added
   * @return the loss
   */
  double backward(Pass pass, Trace trace, int[] labels, double weight, Matrix dHidden) {
    Matrix scores = trace.scores();
    pass.kernels().softmax(scores);
    double loss =
        pass.kernels()
            .crossEntropy(scores, pass.workspace().indices(labels), weight / labels.length);
    Matrix dPooled = dense.backward(pass, trace.pooled().output(), scores, scores);
    pooler.backward(pass, trace.pooled(), dPooled, dHidden);
    return loss;
  }
}
