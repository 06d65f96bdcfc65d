package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

class DebertaEncoderTest {
  private static DebertaArchitecture architecture(
      boolean absolute,
      boolean keyBiases,
      DebertaDistances distances,
      DebertaConvolution convolution) {
    return new DebertaArchitecture(
        2,
        2,
        6,
        8,
        9,
        9,
        absolute ? 2 : 0,
        Activation.GELU,
        0.1,
        convolution == null ? 6 : 4,
        absolute,
        keyBiases,
        distances,
        convolution);
  }

  /** The third version, the second one's larger and smaller encoders, and the first. */
  static DebertaArchitecture[] architectures() {
    return new DebertaArchitecture[] {
      architecture(false, true, new DebertaDistances(true, true, true, true, 9, 4), null),
      architecture(
          true,
          true,
          new DebertaDistances(true, true, false, false, 9, 4),
          new DebertaConvolution(3, 2, Activation.GELU)),
      architecture(
          false,
          true,
          new DebertaDistances(true, false, false, true, 4, 0),
          new DebertaConvolution(5, 1, Activation.TANH)),
      architecture(false, true, new DebertaDistances(false, true, true, false, 3, 0), null),
      architecture(false, false, new DebertaDistances(true, true, false, false, 4, 0), null),
      architecture(true, false, null, null)
    };
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void itIsAnEncoderWhoseGradientsAgreeWithFiniteDifferences(DebertaArchitecture architecture) {
    EncoderChecks.hold(architecture);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void noSequencesGiveNoHiddenStates(DebertaArchitecture architecture) {
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces = architecture.newPieces();
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats()) {
      Encoder encoder = architecture.encoder(parameters, pieces, EncoderDropout.NONE);
      parameters.allocateFloats().initialize(new Random(1));
      PieceBatch none = new PieceBatch(new RaggedRows(), new int[0], new int[0]);

      assertThat(encoder.encode(Pass.inference(kernels, workspace), none).toDoubles()).isEmpty();
    }
  }

  @Test
  void embeddingsOfPositionsThatAreNotUsedArePassedOver() throws IOException {
    DebertaArchitecture architecture = architectures()[0];
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces = architecture.newPieces()) {
      Encoder encoder = architecture.encoder(parameters, pieces, EncoderDropout.NONE);
      parameters.allocateFloats().initialize(new Random(1));
      float[] before = parameters.flat().toFloats();
      Map<String, Tensor> tensors =
          new HashMap<>(checkpoint(Map.of()).with(encoder, List.of()).tensors());
      for (String more :
          List.of("embeddings.position_embeddings.weight", "mask_predictions.bias")) {
        tensors.put(more, tensors.get("embeddings.LayerNorm.bias"));
      }
      parameters.flat().clear();
      checkpoint(tensors).copyTo(encoder);

      assertThat(parameters.flat().toFloats()).containsExactly(before);
    }
  }

  private static EncoderCheckpoint checkpoint(Map<String, Tensor> tensors) {
    return new EncoderCheckpoint("test", architectures()[0], EncoderChecks.TOKENIZER, tensors);
  }

  @Test
  void distancesThroughProjectionsWithoutBiasesAreRefused() {
    DebertaDistances shared = new DebertaDistances(true, true, true, false, 4, 0);

    assertThatThrownBy(() -> architecture(false, false, shared, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[keyBiases]", "expected");
  }

  @Test
  void aConvolutionOfAnEvenNumberIsRefused() {
    assertThatThrownBy(() -> new DebertaConvolution(4, 1, Activation.TANH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[4]", "odd");
  }
}
