package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/** What holds for encoders of every architecture, here of at least 5 positions and 9 pieces. */
final class EncoderChecks {
  private static final PieceBatch BATCH =
      new PieceBatch(
          new RaggedRows(3, 1, 5),
          new int[] {2, 4, 3, 8, 2, 5, 5, 7, 3},
          new int[] {0, 0, 1, 0, 0, 0, 0, 1, 1});

  private static final PieceBatch LAST =
      new PieceBatch(new RaggedRows(5), new int[] {2, 5, 5, 7, 3}, new int[] {0, 0, 0, 1, 1});

  static final StoredTokenizer TOKENIZER =
      StoredTokenizer.of(
          BertTokenizerJson.of(
              List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), BertNormalization.CASED));

  private final EncoderArchitecture architecture;

  EncoderChecks(EncoderArchitecture architecture) {
    this.architecture = architecture;
  }

  /** All of them. */
  static void hold(EncoderArchitecture architecture) {
    EncoderChecks checks = new EncoderChecks(architecture);
    checks.gradientsAgreeWithFiniteDifferences();
    checks.encodingIsTheForwardPassWithoutDropout();
    checks.formsOfTheKernelsAgree();
    checks.weightsThatDoNotChangeGiveTheSame();
    checks.sequencesDoNotDependOnEachOther();
    checks.aManifestKeepsTheArchitecture();
    checks.aCheckpointKeepsTheWeights();
  }

  /** An encoder with its memory. */
  private final class Network implements AutoCloseable {
    final Parameters parameters = new Parameters();
    final EmbeddingTable pieces;
    final Encoder encoder;
    final Kernels kernels;
    final Workspace workspace;
    final Gradients gradients;

    Network(DataType type, double dropout) {
      pieces =
          new EmbeddingTable(
              EncoderArchitecture.PIECES,
              type,
              architecture.vocabulary(),
              architecture.embeddingSize());
      pieces.value().write(new Random(1).doubles(pieces.value().size()).toArray());
      encoder = architecture.encoder(parameters, pieces, new EncoderDropout(dropout, dropout));
      parameters.allocateLike(pieces).initialize(new Random(2));
      kernels = Kernels.of(type);
      workspace = new Workspace(type);
      gradients = new Gradients(parameters);
    }

    Pass training() {
      return new Pass(kernels, workspace, gradients, new Random(3));
    }

    double[] train() {
      workspace.reset();
      return encoder.forward(training(), BATCH).output().toDoubles();
    }

    double[] encode(PieceBatch batch) {
      workspace.reset();
      return encoder.encode(Pass.inference(kernels, workspace), batch).toDoubles();
    }

    @Override
    public void close() {
      gradients.close();
      workspace.close();
      kernels.close();
      parameters.close();
      pieces.close();
    }
  }

  private void gradientsAgreeWithFiniteDifferences() {
    try (Network network = new Network(DataType.DOUBLE, 0.2)) {
      int size = BATCH.ids().length * architecture.hidden();
      double[] weights = new Random(4).doubles(size).map(u -> 2 * u - 1).toArray();
      DoubleSupplier loss =
          () -> {
            double[] hidden = network.train();
            double sum = 0;
            for (int i = 0; i < size; i++) {
              sum += weights[i] * hidden[i];
            }
            return sum;
          };
      Pass pass = network.training();
      Encoder.Forward trace = network.encoder.forward(pass, BATCH);
      Matrix dHidden =
          network.workspace.matrix(BATCH.ids().length, architecture.hidden()).write(weights);
      EmbeddingTable.Gradient rows = trace.backward(pass, dHidden);
      Matrix dense = network.workspace.zeros(network.pieces.rows(), network.pieces.columns());
      network.kernels.scatterAdd(rows.values(), network.workspace.indices(rows.rows()), dense);
      double[] dPieces = dense.toDoubles();
      double[] gradient = network.gradients.flat().toDoubles();
      GradientCheck.check("parameters", network.parameters.flat().memory(), gradient, loss);
      GradientCheck.check("pieces", network.pieces.value().memory(), dPieces, loss);
    }
  }

  private void encodingIsTheForwardPassWithoutDropout() {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      try (Network network = new Network(type, 0)) {
        assertThat(network.encode(BATCH)).containsExactly(network.train(), offset(1e-5));
      }
    }
  }

  private void formsOfTheKernelsAgree() {
    try (Network doubles = new Network(DataType.DOUBLE, 0);
        Network floats = new Network(DataType.FLOAT, 0)) {
      assertThat(floats.encode(BATCH)).containsExactly(doubles.encode(BATCH), offset(2e-5));
      double[] weights =
          new Random(4).doubles((long) BATCH.ids().length * architecture.hidden()).toArray();
      for (Network network : new Network[] {doubles, floats}) {
        network.workspace.reset();
        Pass pass = network.training();
        Encoder.Forward trace = network.encoder.forward(pass, BATCH);
        trace.backward(
            pass,
            network.workspace.matrix(BATCH.ids().length, architecture.hidden()).write(weights));
      }
      double[] expected = doubles.gradients.flat().toDoubles();
      double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      assertThat(floats.gradients.flat().toDoubles())
          .containsExactly(expected, offset(1e-5 * Math.max(1, largest)));
    }
  }

  private void weightsThatDoNotChangeGiveTheSame() {
    try (Network network = new Network(DataType.FLOAT, 0);
        Lanes lanes = Lanes.forInference(1, Precision.FP32)) {
      for (PieceBatch batch : new PieceBatch[] {LAST, BATCH}) {
        double[] expected = network.encode(batch);
        lanes.onLane(
            lane ->
                assertThat(network.encoder.encode(lane.inference(), batch).toDoubles())
                    .containsExactly(expected, offset(1e-5)));
      }
    }
  }

  private void sequencesDoNotDependOnEachOther() {
    try (Network network = new Network(DataType.FLOAT, 0)) {
      double[] all = network.encode(BATCH);
      double[] alone = network.encode(LAST);
      assertThat(alone)
          .containsExactly(
              Arrays.copyOfRange(all, 4 * architecture.hidden(), all.length), offset(1e-5));
    }
  }

  private void aManifestKeepsTheArchitecture() {
    ObjectMapper json = new ObjectMapper();
    try {
      assertThat(json.readValue(json.writeValueAsString(architecture), EncoderArchitecture.class))
          .isEqualTo(architecture);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void aCheckpointKeepsTheWeights() {
    try (Network network = new Network(DataType.FLOAT, 0);
        Network other = new Network(DataType.FLOAT, 0)) {
      other.parameters.flat().clear();
      other.pieces.value().clear();
      new EncoderCheckpoint("test", architecture, TOKENIZER, Map.of())
          .with(network.encoder, List.of())
          .copyTo(other.encoder);
      assertThat(other.parameters.flat().toFloats())
          .containsExactly(network.parameters.flat().toFloats());
      assertThat(other.encode(BATCH)).containsExactly(network.encode(BATCH));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
