package org.neuralannotators.head;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.TokenPooling;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** The vector of a whole sequence. Sequences aren't empty. */
public final class Pooler {
  private static final String NAME = "pooler";

  private final PoolerShape.Pooling pooling;
  private final HeadTransform transform;

  /**
   * BERT's.
   *
   * @param parameters gets the pooler's
   * @param hidden columns of the hidden states
   */
  public Pooler(Parameters parameters, int hidden) {
    this(parameters, hidden, PoolerShape.BERT);
  }

  /**
   * A pooler.
   *
   * @param parameters gets the pooler's: {@code pooler.dense.weight} and so on
   * @param hidden columns of the hidden states
   */
  public Pooler(Parameters parameters, int hidden, PoolerShape shape) {
    pooling = shape.pooling();
    transform = HeadTransform.of(parameters, NAME, hidden, hidden, shape.transform());
  }

  /** The parameters. */
  public List<Parameter> parameters() {
    return transform.parameters();
  }

  /** What the forward pass leaves for the backward pass. */
  public record Trace(TokenPooling pooling, Traced transform) {
    /** [sequences, hidden]; dropout may change it in place. */
    public Matrix output() {
      return transform.output();
    }
  }

  /**
   * @param hidden hidden states [rows, hidden]
   */
  public Trace forward(Pass pass, RaggedRows rows, Matrix hidden) {
    TokenPooling pooled = pooling(pass, rows, hidden.columns());
    Matrix x = pass.workspace().matrix(rows.sequences(), hidden.columns());
    pooled.forward(pass, hidden, x);
    return new Trace(pooled, transform.forward(pass, x));
  }

  private TokenPooling pooling(Pass pass, RaggedRows rows, int columns) {
    int[] firsts = IntStream.range(0, rows.sequences()).map(rows::offset).toArray();
    int[] lengths = IntStream.range(0, rows.sequences()).map(rows::length).toArray();
    return switch (pooling) {
      case FIRST -> TokenPooling.first(pass, firsts);
      case LAST ->
          TokenPooling.first(
              pass,
              IntStream.range(0, firsts.length).map(i -> firsts[i] + lengths[i] - 1).toArray());
      case MEAN -> TokenPooling.mean(pass, firsts, lengths, columns);
    };
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output; overwritten
   * @param dHidden to which the gradient of the hidden states is added
   */
  public void backward(Pass pass, Trace trace, Matrix dOutput, Matrix dHidden) {
    trace.pooling().backward(pass, trace.transform().backward(pass, dOutput), dHidden);
  }
}
