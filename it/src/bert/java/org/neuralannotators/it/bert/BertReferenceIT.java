package org.neuralannotators.it.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.importing.bert.BertImporter;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.text.Tokenizer;

/** Our encoder gives what ONNX Runtime gives with the same file. */
class BertReferenceIT {
  private static final double MUST = 1e-4;
  private static final int[] LENGTHS = {
    1, 2, 3, 7, 8, 16, 25, 31, 64, 100, 128, 200, 333, 511, 512
  };

  @TempDir private Path folder;

  private ImportedEncoder ours(PublishedEncoder encoder, Path model) throws IOException {
    return new ImportedEncoder(model, encoder.copyTokenizer(folder));
  }

  @ParameterizedTest
  @CsvSource({"MINILM, 6", "BGE_SMALL, 12"})
  void architectureIsFoundInTheGraph(PublishedEncoder encoder, int layers) throws IOException {
    EncoderCheckpoint checkpoint =
        BertImporter.readOnnx(encoder.copyModel(folder), encoder.copyTokenizer(folder));
    assertThat(checkpoint.architecture())
        .isEqualTo(
            new BertArchitecture(
                layers,
                12,
                384,
                1536,
                512,
                30522,
                2,
                Activation.GELU,
                (double) 1e-12f,
                384,
                false));
    Tokenizer tokenizer = checkpoint.tokenizer().tokenizer();
    assertThat(tokenizer.size()).isEqualTo(30522);
    assertThat(tokenizer.piece(0)).isEqualTo("[PAD]");
    assertThat(tokenizer.id("##ing")).isPresent();
    assertThat(checkpoint.tokenizer().cased()).isFalse();

    EncoderCheckpoint fromJar = BertImporter.read(encoder.jar());
    assertThat(fromJar.architecture()).isEqualTo(checkpoint.architecture());
    assertThat(fromJar.tokenizer().toBytes()).isEqualTo(checkpoint.tokenizer().toBytes());
    assertThat(fromJar.tensors()).containsOnlyKeys(checkpoint.tensors().keySet());
  }

  @ParameterizedTest
  @EnumSource
  void hiddenStatesOfRaggedBatchesAgree(PublishedEncoder encoder) throws IOException, OrtException {
    Random random = new Random(1);
    List<int[]> sequences = new ArrayList<>();
    for (int length : LENGTHS) {
      sequences.add(random.ints(length, 0, 30522).toArray());
    }
    Path model = encoder.copyModel(folder);
    double largest = 0;
    try (ImportedEncoder ours = ours(encoder, model);
        OnnxReference reference = new OnnxReference(model, 1);
        Lanes lanes = Lanes.ofFloats(1)) {
      int size = 5;
      for (int from = 0; from < sequences.size(); from += size) {
        List<int[]> batch = sequences.subList(from, from + size);
        float[][][] expected = reference.encode(batch);
        float[] actual = numbers(lanes, lane -> ours.encode(lane, batch));
        largest = Math.max(largest, largestDifference(batch, expected, actual));
      }
    }
    System.out.printf("%s: largest difference to ONNX Runtime %.2g%n", encoder, largest);
    assertThat(largest).isPositive().isLessThan(MUST);
  }

  private static float[] numbers(Lanes lanes, Function<Lanes.Lane, Matrix> task) {
    float[][] numbers = new float[1][];
    lanes.onLane(lane -> numbers[0] = task.apply(lane).toFloats());
    return numbers[0];
  }

  private static double largestDifference(List<int[]> batch, float[][][] expected, float[] actual) {
    double largest = 0;
    int next = 0;
    for (int i = 0; i < batch.size(); i++) {
      for (int j = 0; j < batch.get(i).length; j++) {
        for (float value : expected[i][j]) {
          largest = Math.max(largest, Math.abs(value - actual[next++]));
        }
      }
    }
    assertThat(next).isEqualTo(actual.length);
    return largest;
  }

  /** Of MiniLM, whose file gives them. */
  @Test
  void pooledVectorsAgree() throws IOException, OrtException {
    List<int[]> batch = List.of(new int[] {101, 7592, 2088, 102}, new int[] {101, 102});
    Path model = PublishedEncoder.MINILM.copyModel(folder);
    try (ImportedEncoder ours = ours(PublishedEncoder.MINILM, model);
        OnnxReference reference = new OnnxReference(model, 1);
        OrtSession.Result result = reference.run(batch);
        Lanes lanes = Lanes.ofFloats(1)) {
      float[][] expected = (float[][]) result.get(1).getValue();
      float[] actual = numbers(lanes, lane -> ours.pool(lane, batch));
      for (int i = 0; i < actual.length; i++) {
        assertThat((double) actual[i]).isCloseTo(expected[i / 384][i % 384], offset(MUST));
      }
    }
  }
}
