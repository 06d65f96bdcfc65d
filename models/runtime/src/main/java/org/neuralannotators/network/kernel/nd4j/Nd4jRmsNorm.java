package org.neuralannotators.network.kernel.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.neuralannotators.network.kernel.Matrix;

/** Root mean square normalisation as ND4J operations. */
final class Nd4jRmsNorm {
  private Nd4jRmsNorm() {}

  static void forward(Matrix x, Matrix gain, double epsilon, Matrix y, Matrix squares) {
    INDArray mean = x.array().mul(x.array()).mean(true, 1);
    if (squares != null) {
      squares.array().assign(mean.reshape(1, x.rows()));
    }
    y.array().assign(x.array().divColumnVector(root(mean, epsilon)).muliRowVector(gain.array()));
  }

  static void backward(
      Matrix x, Matrix gain, double epsilon, Matrix squares, Matrix dy, Matrix dx, Matrix dGain) {
    INDArray root = root(squares.array().dup().reshape(squares.columns(), 1), epsilon);
    INDArray normalized = x.array().divColumnVector(root);
    dGain.array().addi(normalized.mul(dy.array()).sum(true, 0));
    INDArray gradient = dy.array().mulRowVector(gain.array());
    INDArray along = gradient.mul(normalized).mean(true, 1);
    gradient.subi(normalized.muliColumnVector(along));
    dx.array().assign(gradient.diviColumnVector(root));
  }

  private static INDArray root(INDArray mean, double epsilon) {
    return Transforms.sqrt(mean.add(epsilon), false);
  }
}
