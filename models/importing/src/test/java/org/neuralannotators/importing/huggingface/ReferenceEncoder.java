package org.neuralannotators.importing.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/** Compares an encoder with what transformers computes by the same weights. */
public final class ReferenceEncoder {
  private static final double DIFFERENCE = 2e-5;

  private ReferenceEncoder() {}

  /**
   * Encodes all inputs of a model at once, whose head is none, and one by one.
   *
   * @param ours from a tensor's name to the one that it has with us
   */
  public static void assertSame(
      ReferenceModel model, EncoderArchitecture architecture, UnaryOperator<String> ours)
      throws IOException {
    assertSame(model, architecture, ours, architecture.layers() + 1);
  }

  /**
   * The same where the last hidden states are told only as what the model gives.
   *
   * @param told how many of the hidden states, from the embeddings on, are those of the reference
   */
  static void assertSame(
      ReferenceModel model, EncoderArchitecture architecture, UnaryOperator<String> ours, int told)
      throws IOException {
    Map<String, Tensor> tensors = new HashMap<>();
    HuggingFaceWeights.read(HuggingFaceWeights.in(model.files()).orElseThrow())
        .forEach((name, tensor) -> tensors.put(ours.apply(name), tensor));
    EncoderCheckpoint checkpoint =
        new EncoderCheckpoint(
            model.name(), architecture, StoredTokenizer.of(model.tokenizer().json()), tensors);
    assertSame(model, checkpoint, told);
  }

  /**
   * Encodes all inputs of a model at once and one by one.
   *
   * @param told how many of the hidden states, from the embeddings on, are those of the reference
   */
  static void assertSame(ReferenceModel model, EncoderCheckpoint checkpoint, int told)
      throws IOException {
    EncoderArchitecture architecture = checkpoint.architecture();
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces = architecture.newPieces();
        Workspace workspace = Workspace.ofFloats()) {
      Encoder encoder = architecture.encoder(parameters, pieces, EncoderDropout.NONE);
      parameters.allocateFloats();
      checkpoint.copyTo(encoder);
      assertSameTensors(checkpoint.with(encoder, List.of()).tensors(), checkpoint.tensors());
      try (Kernels kernels = Kernels.of(DataType.FLOAT)) {
        Pass pass = Pass.inference(kernels, workspace);
        assertSame(pass, encoder, model, model.outputs(), told);
        for (ReferenceOutput output : model.outputs()) {
          assertSame(pass, encoder, model, List.of(output), told);
        }
      }
    }
  }

  private static void assertSame(
      Pass pass, Encoder encoder, ReferenceModel model, List<ReferenceOutput> outputs, int told) {
    List<ReferenceInput> inputs = outputs.stream().map(model::input).toList();
    PieceBatch batch =
        new PieceBatch(
            new RaggedRows(inputs.stream().mapToInt(ReferenceInput::size).toArray()),
            inputs.stream().map(ReferenceInput::ids).flatMapToInt(Arrays::stream).toArray(),
            inputs.stream().map(ReferenceInput::segmentIds).flatMapToInt(Arrays::stream).toArray());
    pass.workspace().reset();
    List<double[][]> layers = new ArrayList<>();
    encoder.encode(
        pass, batch, (hidden, layer) -> layers.add(rows(hidden.toDoubles(), hidden.columns())));
    for (int i = 0; i < outputs.size(); i++) {
      ReferenceOutput output = outputs.get(i);
      int first = batch.rows().offset(i);
      double[][] last = layers.get(layers.size() - 1);
      for (int j = 0; j < output.pieces().length; j++) {
        assertClose(last[first + output.pieces()[j]], output.rows()[j], model + ", output " + i);
      }
      if (output.layers() != null) {
        assertThat(layers).hasSameSizeAs(output.layers());
        for (int layer = 0; layer < told; layer++) {
          for (int j = 0; j < output.layers()[layer].length; j++) {
            assertClose(
                layers.get(layer)[first + j],
                output.layers()[layer][j],
                model + ", layer " + layer);
          }
        }
      }
    }
  }

  /** What the encoder gives back has the names, the shapes and the numbers of what it got. */
  private static void assertSameTensors(Map<String, Tensor> back, Map<String, Tensor> given) {
    assertThat(given).containsKeys(back.keySet().toArray(String[]::new));
    back.forEach(
        (name, tensor) -> {
          assertThat(tensor.shape()).as(name).containsExactly(given.get(name).shape());
          assertThat(tensor.floats()).as(name).containsExactly(given.get(name).floats());
        });
  }

  private static double[][] rows(double[] numbers, int columns) {
    double[][] rows = new double[numbers.length / columns][columns];
    for (int i = 0; i < numbers.length; i++) {
      rows[i / columns][i % columns] = numbers[i];
    }
    return rows;
  }

  private static void assertClose(double[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as(what)
          .isCloseTo(expected[i], offset(DIFFERENCE * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
