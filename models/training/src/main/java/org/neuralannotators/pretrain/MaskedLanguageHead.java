package org.neuralannotators.pretrain;

import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.ActivatedLinear;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Predicts masked pieces (Devlin et al. 2018, section 3.1): a layer with GELU and normalisation on
 * their hidden states, and a decoder whose weights are the pieces' embeddings, with a bias of its
 * own. Parameters have the names of Hugging Face's {@code BertForMaskedLM}.
 */
final class MaskedLanguageHead {
  private final Parameter pieces;
  private final ActivatedLinear dense;
  private final LayerNorm norm;
  private final Parameter bias;
  private final List<Parameter> own;

  /**
   * @param prefix of the parameters' names
   * @param pieces the embeddings [vocabulary, embedding size]
   */
  MaskedLanguageHead(
      Parameters parameters, String prefix, Parameter pieces, BertArchitecture architecture) {
    this.pieces = pieces;
    String name = prefix + "cls.predictions.";
    int columns = pieces.columns();
    dense =
        new ActivatedLinear(
            parameters,
            name + "transform.dense",
            architecture.hidden(),
            columns,
            architecture.activation());
    int others = parameters.all().size();
    norm = new LayerNorm(parameters, name + "transform.LayerNorm", columns, architecture.epsilon());
    bias = parameters.add(name + "bias", 1, pieces.rows(), Initializer.zeros());
    own =
        Stream.concat(
                dense.parameters().stream(),
                parameters.all().subList(others, parameters.all().size()).stream())
            .toList();
  }

  /** All parameters but the embeddings. */
  List<Parameter> parameters() {
    return own;
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param rows which are predicted
   * @param scores [predicted rows, vocabulary], before the softmax
   */
  record Trace(Indices rows, ActivatedLinear.Trace dense, LayerNorm.Trace normed, Matrix scores) {}

  /**
   * @param hidden hidden states [rows, hidden]
   * @param rows those to be predicted
   */
  Trace forward(Pass pass, Matrix hidden, int[] rows) {
    Indices some = pass.workspace().indices(rows);
    Matrix x = pass.workspace().matrix(rows.length, hidden.columns());
    pass.kernels().gather(hidden, some, x);
    ActivatedLinear.Trace inner = dense.forward(pass, x);
    LayerNorm.Trace normed = norm.forward(pass, inner.output());
    Matrix scores = pass.workspace().matrix(rows.length, pieces.rows());
    pass.kernels().multiply(normed.output(), false, pieces.value(), true, 0, scores);
    pass.kernels().biasAndActivation(scores, bias.value(), Activation.IDENTITY);
    return new Trace(some, inner, normed, scores);
  }

  /**
   * Adds to the gradients of the parameters and of the embeddings.
   *
   * @param trace its scores have become those of the softmax; they are overwritten
   * @param weight of the mean over the predicted rows
   * @param dHidden to which the gradient of the hidden states is added
   * @return the loss
   */
  double backward(Pass pass, Trace trace, int[] labels, double weight, Matrix dHidden) {
    if (labels.length == 0) {
      return 0;
    }
    Matrix scores = trace.scores();
    double loss =
        pass.kernels()
            .crossEntropy(scores, pass.workspace().indices(labels), weight / labels.length);
    Matrix normed = trace.normed().output();
    pass.kernels().addColumnSums(scores, pass.gradient(bias));
    pass.kernels().multiply(scores, true, normed, false, 1, pass.gradient(pieces));
    Matrix dNormed = pass.workspace().matrix(normed.rows(), normed.columns());
    pass.kernels().multiply(scores, false, pieces.value(), false, 0, dNormed);
    Matrix dInner = norm.backward(pass, trace.normed(), dNormed);
    Matrix dx = dense.backward(pass, trace.dense(), dInner);
    pass.kernels().scatterAdd(dx, trace.rows(), dHidden);
    return loss;
  }
}
