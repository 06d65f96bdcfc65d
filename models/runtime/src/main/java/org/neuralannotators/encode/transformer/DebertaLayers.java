package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.DisentangledAttention;
import org.neuralannotators.network.attention.DistanceEmbeddings;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.transformer.EncoderBlock;
import org.neuralannotators.network.transformer.SequenceConvolution;

/**
 * Layers that share vectors of distances.
 *
 * @param distances null for none
 * @param convolution behind the first layer; null for none
 */
record DebertaLayers(List<Layer> layers, DistanceEmbeddings distances, Convolution convolution)
    implements Layers {
  /** One of them. */
  record Layer(DisentangledAttention attention, EncoderBlock block) {}

  /**
   * A convolution of the embeddings, which is added to what the first layer gives.
   *
   * @param norm of the sum
   */
  record Convolution(SequenceConvolution layer, LayerNorm norm) {
    Traced forward(Pass pass, RaggedRows rows, Matrix embeddings, Traced first) {
      Traced convolved = layer.forward(pass, rows, embeddings);
      pass.kernels().add(first.output(), convolved.output());
      LayerNorm.Trace normed = norm.forward(pass, convolved.output());
      return new Traced(
          normed.output(),
          (back, dy) -> {
            Matrix dSum = norm.backward(back, normed, dy);
            Matrix dFirst = back.workspace().matrix(dSum.rows(), dSum.columns());
            back.kernels().copy(dSum, dFirst);
            Matrix dEmbeddings = convolved.backward(back, dSum);
            back.kernels().add(first.backward(back, dFirst), dEmbeddings);
            return dEmbeddings;
          });
    }
  }

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
        Traced done =
            layer
                .block()
                .forward(pass, x, input -> layer.attention().forward(pass, all, input, own));
        return number == 0 && convolution != null ? convolution.forward(pass, rows, x, done) : done;
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
