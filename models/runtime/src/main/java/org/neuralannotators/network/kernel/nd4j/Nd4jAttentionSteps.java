package org.neuralannotators.network.kernel.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedAttention;

/** The steps of attention as ND4J operations. */
final class Nd4jAttentionSteps implements RaggedAttention.Steps {
  @Override
  public void multiply(
      double alpha,
      Matrix a,
      boolean transposeA,
      Matrix b,
      boolean transposeB,
      double beta,
      Matrix c) {
    INDArray left = transposeA ? a.array().transpose() : a.array();
    INDArray right = transposeB ? b.array().transpose() : b.array();
    INDArray product = left.mmul(right).muli(alpha);
    c.array().assign(beta == 0 ? product : product.addi(c.array().mul(beta)));
  }

  @Override
  public void addByDistance(int[] rows, Matrix products, boolean ofKeys, Matrix scores) {
    INDArray gathered = Nd4j.create(scores.memory().dataType(), scores.size());
    Nd4j.exec(
        DynamicCustomOp.builder("gather")
            .addInputs(flat(products), places(rows, products, ofKeys))
            .addIntegerArguments(0)
            .addOutputs(gathered)
            .build());
    scores.array().addi(gathered.reshape(scores.rows(), scores.columns()));
  }

  @Override
  public void sumByDistance(int[] rows, Matrix dScores, boolean ofKeys, Matrix dProducts) {
    INDArray sum = Nd4j.create(dScores.memory().dataType(), dProducts.size());
    Nd4j.exec(
        DynamicCustomOp.builder("scatter_add")
            .addInputs(sum, places(rows, dProducts, ofKeys), flat(dScores))
            .addOutputs(sum)
            // Locks: without, sums of places that come more than once lose summands by chance.
            .addBooleanArguments(true)
            .build());
    dProducts.array().assign(sum.reshape(dProducts.rows(), dProducts.columns()));
  }

  private static INDArray flat(Matrix x) {
    return x.array().dup('c').reshape(x.size());
  }

  /** For each pair the place of its product. */
  private static INDArray places(int[] rows, Matrix products, boolean ofKeys) {
    int length = products.rows();
    int[] places = new int[length * length];
    Arrays.setAll(
        places,
        pair -> {
          int query = pair / length;
          int key = pair % length;
          return (ofKeys ? key : query) * products.columns() + rows[query - key + length - 1];
        });
    return Nd4j.createFromArray(places);
  }

  @Override
  public void hide(AttentionRows rows, int sequence, int heads, Matrix scores) {
    INDArray array = scores.array();
    rows.forEachHidden(sequence, heads, (row, key) -> array.putScalar(row, key, -1e30));
  }

  @Override
  public void hide(Matrix scores) {
    scores.array().assign(-1e30);
  }

  @Override
  public void softmax(Matrix x) {
    INDArray array = x.array();
    array.subiColumnVector(array.max(true, 1));
    Transforms.exp(array, false);
    array.diviColumnVector(array.sum(true, 1));
  }

  @Override
  public void softmaxBackward(Matrix y, Matrix dy) {
    INDArray gradient = dy.array();
    gradient.subiColumnVector(gradient.mul(y.array()).sum(true, 1)).muli(y.array());
  }

  @Override
  public void multiplyElements(Matrix x, Matrix y, Matrix product) {
    product.array().assign(x.array().mul(y.array()));
  }
}
