package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.attention.RelativeAttention;
import org.neuralannotators.network.attention.SegmentBatch;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.transformer.EncoderBlock;
import org.neuralannotators.network.transformer.Sinusoids;

/**
 * Layers that share the vectors of distances, which aren't learned.
 *
 * @param dropout of these vectors
 */
record XlnetLayers(List<Layer> layers, Sinusoids sinusoids, Dropout dropout) implements Layers {
  /** One of them. */
  record Layer(RelativeAttention attention, EncoderBlock block) {}

  @Override
  public int count() {
    return layers.size();
  }

  @Override
  public Run over(Pass pass, PieceBatch batch) {
    AttentionRows all = AttentionRows.within(batch.rows());
    Matrix distances = sinusoids.of(pass, Math.max(1, batch.rows().longest()));
    dropout.forward(pass, distances);
    SegmentBatch segments = new SegmentBatch(pass, batch.rows(), batch.segments());
    return (number, x) -> {
      Layer layer = layers.get(number);
      return layer
          .block()
          .forward(
              pass, x, input -> layer.attention().forward(pass, all, input, distances, segments));
    };
  }
}
