package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.DisentangledAttention;
import org.neuralannotators.network.DistanceEmbeddings;
import org.neuralannotators.network.EncoderBlock;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Layers that share vectors of distances.
 *
 * @param distances null for none
 */
record DebertaLayers(List<Layer> layers, DistanceEmbeddings distances) implements Layers {
  /** One of them. */
  record Layer(DisentangledAttention attention, EncoderBlock block) {}

  @Override
  public int count() {
    return layers.size();
  }

  @Override
  public Run over(Pass pass, PieceBatch batch) {
    RaggedRows rows = batch.rows();
    AttentionRows all = AttentionRows.within(rows);
    DistanceEmbeddings.Batch own = distances == null ? null : distances.over(pass, rows);
    return new Run() {
      @Override
      public Traced forward(int number, Matrix x) {
        Layer layer = layers.get(number);
        return layer.block().forward(
            pass, x, input -> layer.attention().forward(pass, all, input, own));
      }

      @Override
      public void endBackward() {
        if (own != null) {
          own.endBackward();
        }
      }
    };
  }
}
