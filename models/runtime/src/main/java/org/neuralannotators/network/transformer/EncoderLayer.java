package org.neuralannotators.network.transformer;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.MultiHeadAttention;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * A layer of the transformer's encoder (Vaswani et al. 2017, section 3.1): attention and a
 * feed-forward network, each with dropout and added to its input.
 */
public final class EncoderLayer {
  private final MultiHeadAttention attention;
  private final EncoderBlock block;

  /**
   * A layer that normalises behind each sum.
   *
   * @param columns of the input and the output
   * @param inner columns inside of the feed-forward network
   * @param epsilon of the layer normalisation
   * @param dropout of what is added to the input
   * @param attentionDropout of the attention weights
   */
  public EncoderLayer(
      Parameters parameters,
      String name,
      int columns,
      int heads,
      int inner,
      Activation activation,
      double epsilon,
      Dropout dropout,
      Dropout attentionDropout) {
    this(
        parameters,
        name,
        new TransformerLayerShape(
            columns,
            heads,
            inner,
            activation,
            epsilon,
            false,
            dropout,
            attentionDropout,
            new Dropout(0, false)));
  }

  /** A layer of any shape. */
  public EncoderLayer(Parameters parameters, String name, TransformerLayerShape shape) {
    attention =
        new MultiHeadAttention(
            parameters,
            name + ".attention",
            shape.heads(),
            shape.biased(),
            shape.attentionDropout());
    block = new EncoderBlock(parameters, name, shape);
  }

  /**
   * @param x [rows, columns]
   */
  public Traced forward(Pass pass, RaggedRows rows, Matrix x) {
    return forward(pass, rows, null, x);
  }

  /**
   * @param term what is added to the scores of attention; null for nothing
   * @param x [rows, columns]
   */
  public Traced forward(Pass pass, RaggedRows rows, AttentionTerm term, Matrix x) {
    AttentionRows all = AttentionRows.within(rows);
    return block.forward(
        pass,
        x,
        input -> {
          MultiHeadAttention.Trace trace = attention.forward(pass, all, term, input);
          return new Traced(trace.output(), (back, dy) -> attention.backward(back, trace, dy));
        });
  }
}
