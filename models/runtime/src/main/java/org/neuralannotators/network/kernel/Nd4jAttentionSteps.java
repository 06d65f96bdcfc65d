package org.neuralannotators.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The steps of attention as ND4J operations. */
final class Nd4jAttentionSteps implements RaggedAttention.Steps {
  @Override
  public void multiply(
      double alpha, Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix c) {
    INDArray left = transposeA ? a.array().transpose() : a.array();
    INDArray right = transposeB ? b.array().transpose() : b.array();
    c.array().assign(left.mmul(right).muli(alpha));
  }

  @Override
  public void hide(AttentionRows rows, int sequence, int heads, Matrix scores) {
    INDArray array = scores.array();
    rows.forEachHidden(sequence, heads, (row, key) -> array.putScalar(row, key, -1e30));
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
