package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * BERT's vector of a whole sequence: a layer with tanh on the hidden state of its first piece
 * (Devlin et al. 2018). Sequences aren't empty.
 */
public final class Pooler {
  static final String NAME = "pooler.dense";

  private final Linear dense;

  /**
   * @param parameters gets the pooler's
   */
  public Pooler(Parameters parameters, EncoderArchitecture architecture) {
    dense =
        new Linear(parameters, NAME, architecture.hidden(), architecture.hidden(), Activation.TANH);
  }

  /** The parameters. */
  public List<Parameter> parameters() {
    return dense.parameters();
  }

  /**
   * @param first the rows of the first pieces
   * @param x their hidden states
   * @param output [sequences, hidden]
   */
  public record Trace(Indices first, Matrix x, Matrix output) {}

  /**
   * @param hidden hidden states [rows, hidden]
   */
  public Trace forward(Pass pass, RaggedRows rows, Matrix hidden) {
    int[] offsets = IntStream.range(0, rows.sequences()).map(rows::offset).toArray();
    Indices first = pass.workspace().indices(offsets);
    Matrix x = pass.workspace().matrix(offsets.length, hidden.columns());
    pass.kernels().gather(hidden, first, x);
    return new Trace(first, x, dense.forward(pass, x));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output; overwritten
   * @param dHidden to which the gradient of the hidden states is added
   */
  public void backward(Pass pass, Trace trace, Matrix dOutput, Matrix dHidden) {
    Matrix dx = dense.backward(pass, trace.x(), trace.output(), dOutput);
    pass.kernels().scatterAdd(dx, trace.first(), dHidden);
  }
}
