package org.neuralannotators.head;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.SpecialTokens;

/**
 * How a sequence's hidden states become one vector.
 *
 * @param pooling which of them
 * @param transform the layers behind it; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolerShape(Pooling pooling, TransformShape transform) {
  /** BERT's (Devlin et al. 2018, section 4.1). */
  public static final PoolerShape BERT =
      new PoolerShape(Pooling.FIRST, TransformShape.dense(Activation.TANH));

  /** Which hidden states of a sequence count. */
  public enum Pooling {
    /** The first piece's. */
    FIRST,
    /** The last piece's. */
    LAST,
    /** The mean of all pieces', special ones included. */
    MEAN
  }

  /** BERT's, of the token that stands for a whole sequence, wherever that is. */
  public static PoolerShape bert(SpecialTokens special) {
    return special.classifiesLast() ? new PoolerShape(Pooling.LAST, BERT.transform) : BERT;
  }

  public PoolerShape {
    if (pooling == null) {
      throw new IllegalArgumentException("No pooling of a sequence; expected FIRST, LAST or MEAN");
    }
  }
}
