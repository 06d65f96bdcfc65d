package org.neuralannotators.lm.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Attention;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Biases;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Positions;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class TransformerXlTest {
  private static final int[] TEXT = new Random(1).ints(60, 0, 7).toArray();
  private static final int[] OTHER = new Random(2).ints(40, 0, 7).toArray();

  /** As transformer_xl_reference.py has it. */
  private static DecoderArchitecture shape(int context, int memory, int window) {
    return new DecoderArchitecture(
        2,
        8,
        new CausalAttention.Heads(2, 2, 4),
        12,
        7,
        context,
        Positions.RELATIVE,
        null,
        Attention.SOFTMAX,
        window,
        memory,
        NormKind.LAYER,
        1e-5,
        false,
        false,
        Activation.RELU,
        false,
        new Biases(false, false, true),
        false);
  }

  private static DecoderNetwork network(DecoderArchitecture shape, DataType type) {
    DecoderNetwork network = new DecoderNetwork(shape, 0);
    network.parameters().allocate(type).initialize(new Random(5), Initializer.uniform(0.4));
    return network;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void segmentsArePredictedAsByTransformers(DataType type) throws IOException {
    JsonNode reference = reference();
    try (DecoderNetwork network = network(shape(16, 6, 0), type);
        Kernels kernels = Kernels.of(type);
        Workspace workspace = new Workspace(type)) {
      for (Parameter each : network.parameters().all()) {
        each.value().write(convert(reference.get("parameters").get(each.name()), double[].class));
      }
      int most = reference.get("memory").asInt();
      List<TextMemory> memories = List.of(new TextMemory(most), new TextMemory(most));
      for (int segment = 0; segment < 3; segment++) {
        List<TextWindow> windows = new ArrayList<>();
        double[] expected = new double[2];
        for (int text = 0; text < 2; text++) {
          JsonNode own = reference.get("texts").get(text).get(segment);
          int[] pieces = convert(own.get("pieces"), int[].class);
          windows.add(TextWindow.of(pieces).behind(memories.get(text)));
          expected[text] = own.get("loss").asDouble();
        }
        workspace.reset();
        assertThat(network.losses(Pass.inference(kernels, workspace), windows))
            .containsExactly(expected, offset(1e-4));
      }
    }
  }

  private static <T> T convert(JsonNode json, Class<T> type) {
    return new ObjectMapper().convertValue(json, type);
  }

  private static JsonNode reference() throws IOException {
    try (InputStream input = TransformerXlTest.class.getResourceAsStream("transformer-xl.json")) {
      return new ObjectMapper().readTree(input);
    }
  }

  private static List<TextWindow> segments(int[] text, TextMemory memory, int... lengths) {
    List<TextWindow> segments = new ArrayList<>();
    int begin = 0;
    for (int length : lengths) {
      int[] own = Arrays.copyOfRange(text, begin, begin + length + 1);
      segments.add(TextWindow.of(own).behind(memory));
      begin += length;
    }
    return segments;
  }

  @ParameterizedTest
  @EnumSource(names = {"RELATIVE", "TRANSFORMER_XL"})
  void segmentsBehindALongMemoryArePredictedAsAWholeText(DecoderShapes shape) {
    try (DecoderNetwork network = network(shape.architecture(), DataType.FLOAT);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats()) {
      List<List<TextWindow>> streams =
          List.of(
              segments(TEXT, new TextMemory(60), 7, 20, 1, 31),
              segments(OTHER, new TextMemory(41), 30, 9));
      double[] sums = new double[2];
      for (List<TextWindow> batch : TextWindow.sideBySide(streams)) {
        workspace.reset();
        double[] some = network.losses(Pass.inference(kernels, workspace), batch);
        for (int i = 0; i < some.length; i++) {
          sums[i] += some[i];
        }
      }
      workspace.reset();
      double[] whole =
          network.losses(
              Pass.inference(kernels, workspace),
              List.of(TextWindow.of(TEXT), TextWindow.of(OTHER)));
      assertThat(sums).containsExactly(whole, offset(1e-3));
    }
  }

  /** What the memory was made by counts as given. */
  @ParameterizedTest
  @EnumSource(names = {"RELATIVE", "TRANSFORMER_XL"})
  void gradientBehindAMemoryAgreesWithFiniteDifferences(DecoderShapes shape) {
    try (DecoderNetwork network = network(shape.architecture(), DataType.DOUBLE);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE);
        Gradients gradients = new Gradients(network.parameters())) {
      List<TextMemory> read = List.of(new TextMemory(5), new TextMemory(9));
      network.losses(
          Pass.inference(kernels, workspace),
          List.of(
              TextWindow.of(1, 4, 2, 2, 6, 3, 0).behind(read.get(0)),
              TextWindow.of(5, 1, 1).behind(read.get(1))));
      assertThat(read).extracting(TextMemory::pieces).containsExactly(5, 2);
      DoubleSupplier loss =
          () -> {
            workspace.reset();
            List<TextWindow> windows =
                List.of(
                    TextWindow.of(0, 3, 5, 2).behind(copy(read.get(0))),
                    TextWindow.of(1, 2, 2, 4, 6).behind(copy(read.get(1))),
                    TextWindow.of(3, 3));
            Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
            return network.train(pass, windows, 0.5).loss();
          };
      assertThat(loss.getAsDouble()).isCloseTo(0.5 * Math.log(7), offset(1.0));
      GradientCheck.check(
          "parameters", network.parameters().flat().memory(), gradients.flat().toDoubles(), loss);
    }
  }

  private static TextMemory copy(TextMemory memory) {
    TextMemory copy = new TextMemory(memory.most());
    copy.set(memory.pieces(), new float[][] {memory.layer(0), memory.layer(1)});
    return copy;
  }

  /** With a memory texts grow without an end, and each piece attends to the last ones. */
  @Test
  void growingTextsAreReadAsThroughAWindowOfContextAndMemory() {
    try (DecoderNetwork growing = network(shape(8, 4, 0), DataType.FLOAT);
        DecoderNetwork whole = network(shape(100, 0, 12), DataType.FLOAT);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats();
        Workspace other = Workspace.ofFloats()) {
      List<TextWindow> windows =
          List.of(
              new TextWindow(Arrays.copyOf(TEXT, 54), 21),
              new TextWindow(Arrays.copyOf(OTHER, 36), 3));
      double[] expected = whole.losses(Pass.inference(kernels, other), windows);
      DecoderDecoding decoding = growing.decode(Pass.inference(kernels, workspace), 2);
      Matrix scores = decoding.read(List.of(Arrays.copyOf(TEXT, 21), Arrays.copyOf(OTHER, 3)));
      double[] sums = new double[2];
      for (int i = 0; i < 33; i++) {
        sums[0] += loss(scores.rows(0, 1), TEXT[21 + i]);
        sums[1] += loss(scores.rows(1, 2), OTHER[3 + i]);
        scores = decoding.step(new int[] {TEXT[21 + i], OTHER[3 + i]});
      }
      assertThat(sums).containsExactly(expected, offset(1e-3));
      decoding.select(new int[] {0, 0, 1});
      for (int at = 54; at < 59; at++) {
        scores = decoding.step(new int[] {TEXT[at], 3, at % 7});
      }
      other.reset();
      double[] last =
          whole.losses(Pass.inference(kernels, other), List.of(new TextWindow(TEXT, 59)));
      assertThat(loss(scores.rows(0, 1), TEXT[59])).isCloseTo(last[0], offset(1e-4));
    }
  }

  private static double loss(Matrix scores, int piece) {
    double[] all = scores.toDoubles();
    return Math.log(Arrays.stream(all).map(Math::exp).sum()) - all[piece];
  }

  @Test
  void memoryNeedsRelativePositions() {
    try (DecoderNetwork network = network(DecoderShapes.LLAMA.architecture(), DataType.FLOAT);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats()) {
      List<TextWindow> windows = segments(TEXT, new TextMemory(3), 4);
      assertThatThrownBy(() -> network.losses(Pass.inference(kernels, workspace), windows))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("[ROTARY]", "expected [RELATIVE]");
    }
    assertThatThrownBy(() -> new TextMemory(-1)).hasMessageContaining("[-1]");
    assertThatThrownBy(() -> shape(8, -1, 0)).hasMessageContaining("memory [-1]");
  }
}
