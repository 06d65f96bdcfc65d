package org.neuralannotators.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/** Gradients of heads on a small encoder, in double precision. */
final class TrainingCheck {
  static final BertArchitecture BERT =
      new BertArchitecture(2, 2, 6, 8, 6, 7, 2, Activation.GELU, 0.1, 6, false);
  private static final EncoderDropout DROPOUT = new EncoderDropout(0.2, 0.1);

  private TrainingCheck() {}

  /** An encoder with embeddings; heads and memory are the caller's. */
  static EncoderNetwork network() {
    return network(DROPOUT);
  }

  /** The same of which nothing is dropped. */
  static EncoderNetwork withoutDropout() {
    return network(EncoderDropout.NONE);
  }

  private static EncoderNetwork network(EncoderDropout dropout) {
    EmbeddingTable pieces =
        new EmbeddingTable(
            EncoderArchitecture.PIECES, DataType.DOUBLE, BERT.vocabulary(), BERT.embeddingSize());
    pieces
        .value()
        .write(new Random(1).doubles((long) BERT.vocabulary() * BERT.embeddingSize()).toArray());
    return new EncoderNetwork(BERT, dropout, pieces);
  }

  /** An encoder whose embeddings are a parameter. */
  static EncoderNetwork tied(BertArchitecture architecture) {
    return EncoderNetwork.tied(architecture, DROPOUT);
  }

  /**
   * Compares the gradients of all parameters, and of the embeddings, with finite differences, and
   * closes the network.
   *
   * @param network with memory
   * @param step a step of training
   */
  static void check(EncoderNetwork network, Function<Pass, Trainable.Step> step) {
    try (network;
        Gradients gradients = new Gradients(network.parameters());
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      DoubleSupplier loss = loss(step, new Pass(kernels, workspace, gradients, null));
      Trainable.Step first = step.apply(new Pass(kernels, workspace, gradients, new Random(3)));
      double[] gradient = gradients.flat().toDoubles();
      assertThat(first.loss()).isPositive();
      EmbeddingTable table = network.table();
      assertThat(first.table() == null).isEqualTo(table == null);
      double[] tableGradient = new double[0];
      if (table != null) {
        Matrix dense = workspace.zeros(table.rows(), table.columns());
        kernels.scatterAdd(first.table().values(), workspace.indices(first.table().rows()), dense);
        tableGradient = dense.toDoubles();
      }
      GradientCheck.check("parameters", network.parameters().flat().memory(), gradient, loss);
      if (table != null) {
        GradientCheck.check("pieces", table.value().memory(), tableGradient, loss);
      }
    }
  }

  /** The loss of a step, in which the same is dropped each time. */
  private static DoubleSupplier loss(Function<Pass, Trainable.Step> step, Pass pass) {
    return () -> {
      pass.workspace().reset();
      return step.apply(new Pass(pass.kernels(), pass.workspace(), pass.gradients(), new Random(3)))
          .loss();
    };
  }

  /** Compares the gradients of the parameters alone, of a network that stays the caller's. */
  static void checkParameters(Trainable<?> network, Function<Pass, Trainable.Step> step) {
    try (Gradients gradients = new Gradients(network.parameters());
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      DoubleSupplier loss = loss(step, new Pass(kernels, workspace, gradients, null));
      assertThat(loss.getAsDouble()).isPositive();
      GradientCheck.check(
          "parameters", network.parameters().values(), gradients.flat().toDoubles(), loss);
    }
  }
}
