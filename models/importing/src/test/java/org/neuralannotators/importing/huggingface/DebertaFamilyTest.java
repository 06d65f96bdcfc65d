package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.transformer.DebertaArchitecture;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.RaggedRows;

class DebertaFamilyTest {
  /** Expected numbers have five decimals. */
  private static final double CLOSE = 2e-5;

  @ParameterizedTest
  @ValueSource(strings = {"deberta-v3-base"})
  void hiddenStatesAreThoseOfTransformers(String name) throws IOException {
    ReferenceModel model = ReferenceModel.read(name);
    DebertaArchitecture architecture = DebertaFamily.architecture(model.config());
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces = architecture.newPieces();
        Lanes lanes = Lanes.forInference(1, Precision.FP32)) {
      Encoder encoder = architecture.encoder(parameters, pieces, EncoderDropout.NONE);
      parameters.allocateFloats();
      checkpoint(model, architecture).copyTo(encoder);
      for (ReferenceOutput output : model.outputs()) {
        ReferenceInput input = model.input(output);
        PieceBatch batch =
            new PieceBatch(
                new RaggedRows(input.size()), input.ids(), input.segmentIds());
        lanes.onLane(
            lane -> {
              Matrix hidden =
                  encoder.encode(
                      lane.inference(),
                      batch,
                      (states, layer) -> {
                        if (output.layers() != null) {
                          assertRows(states, new int[] {0, 1, 2}, output.layers()[layer]);
                        }
                      });
              assertRows(hidden, output.pieces(), output.rows());
            });
      }
    }
  }

  private static void assertRows(Matrix states, int[] pieces, double[][] expected) {
    for (int i = 0; i < pieces.length; i++) {
      assertThat(states.rows(pieces[i], pieces[i] + 1).toDoubles())
          .containsExactly(expected[i], offset(CLOSE));
    }
  }

  private static EncoderCheckpoint checkpoint(
      ReferenceModel model, DebertaArchitecture architecture) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(model.files().resolve("model.safetensors")));
    Map<String, Tensor> tensors = new HashMap<>();
    SafeTensors.read(file, model.name())
        .forEach((name, tensor) -> tensors.put(DebertaFamily.ours(name), tensor));
    return new EncoderCheckpoint(
        model.name(),
        architecture,
        ReferenceEncoder.NO_TOKENIZER,
        tensors,
        Set.of());
  }
}
