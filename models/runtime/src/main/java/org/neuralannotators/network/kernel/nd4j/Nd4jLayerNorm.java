package org.neuralannotators.network.kernel.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.neuralannotators.network.kernel.Matrix;

/** Layer normalisation as ND4J operations. */
final class Nd4jLayerNorm {
  private Nd4jLayerNorm() {}

  static void forward(
      Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y, Matrix moments) {
    INDArray mean = x.array().mean(true, 1);
    INDArray centred = x.array().subColumnVector(mean);
    INDArray variance = centred.mul(centred).mean(true, 1);
    if (moments != null) {
      moments.rows(0, 1).array().assign(mean.reshape(1, x.rows()));
      moments.rows(1, 2).array().assign(variance.reshape(1, x.rows()));
    }
    centred.diviColumnVector(deviation(variance, epsilon));
    centred.muliRowVector(gain.array());
    y.array().assign(bias == null ? centred : centred.addiRowVector(bias.array()));
  }

  static void backward(
      Matrix x,
      Matrix gain,
      double epsilon,
      Matrix moments,
      Matrix dy,
      Matrix dx,
      Matrix dGain,
      Matrix dBias) {
    INDArray mean = column(moments, 0);
    INDArray deviation = deviation(column(moments, 1), epsilon);
    INDArray normalized = x.array().subColumnVector(mean).diviColumnVector(deviation);
    dGain.array().addi(normalized.mul(dy.array()).sum(true, 0));
    if (dBias != null) {
      dBias.array().addi(dy.array().sum(true, 0));
    }
    INDArray gradient = dy.array().mulRowVector(gain.array());
    INDArray along = gradient.mul(normalized).mean(true, 1);
    gradient.subiColumnVector(gradient.mean(true, 1));
    gradient.subi(normalized.muliColumnVector(along));
    dx.array().assign(gradient.diviColumnVector(deviation));
  }

  private static INDArray deviation(INDArray variance, double epsilon) {
    return Transforms.sqrt(variance.add(epsilon), false);
  }

  private static INDArray column(Matrix moments, int row) {
    return moments.rows(row, row + 1).array().dup().reshape(moments.columns(), 1);
  }
}
