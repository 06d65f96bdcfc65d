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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.embed.BertArchitecture;
import org.neuralannotators.embed.BertCheckpoint;
import org.neuralannotators.embed.BertImporter;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.kernel.Gelu;
import org.neuralannotators.text.BertNormalization;

/** Our encoder gives what ONNX Runtime gives with the same file. */
class BertReferenceIT {
  private static final double MUST = 1e-4;
  private static final int[] LENGTHS = {
    1, 2, 3, 7, 8, 16, 25, 31, 64, 100, 128, 200, 333, 511, 512
  };

  @TempDir private static Path folder;
  private static ImportedEncoder ours;
  private static OnnxReference reference;
  private static Lanes lanes;

  @BeforeAll
  static void load() throws IOException, OrtException {
    Path model = MiniLm.copy(MiniLm.MODEL, folder);
    ours = new ImportedEncoder(model, MiniLm.copy(MiniLm.TOKENIZER, folder));
    reference = new OnnxReference(model, 1);
    lanes = Lanes.ofFloats(1);
  }

  @AfterAll
  static void close() throws OrtException {
    lanes.close();
    reference.close();
    ours.close();
  }

  @Test
  void architectureIsFoundInTheGraph() {
    assertThat(ours.checkpoint.architecture())
        .isEqualTo(
            new BertArchitecture(
                6, 12, 384, 1536, 512, 30522, 2, Gelu.ERF, (double) 1e-12f, 384, false));
    assertThat(ours.checkpoint.pieces()).hasSize(30522).startsWith("[PAD]").contains("##ing");
    assertThat(ours.checkpoint.normalization()).isEqualTo(BertNormalization.UNCASED);
  }

  @Test
  void theJarItselfIsUnderstood() throws IOException {
    BertCheckpoint fromJar = BertImporter.read(MiniLm.jar());
    assertThat(fromJar.architecture()).isEqualTo(ours.checkpoint.architecture());
    assertThat(fromJar.pieces()).isEqualTo(ours.checkpoint.pieces());
    assertThat(fromJar.tensors()).containsOnlyKeys(ours.checkpoint.tensors().keySet());
  }

  @Test
  void hiddenStatesOfRaggedBatchesAgree() throws OrtException {
    Random random = new Random(1);
    List<int[]> sequences = new ArrayList<>();
    for (int length : LENGTHS) {
      sequences.add(random.ints(length, 0, 30522).toArray());
    }
    double[] largest = {0};
    int size = 5;
    for (int from = 0; from < sequences.size(); from += size) {
      List<int[]> batch = sequences.subList(from, from + size);
      float[][][] expected = reference.encode(batch);
      lanes.run(
          1,
          (lane, number) -> {
            float[] actual = ours.encode(lane, batch).toFloats();
            int next = 0;
            for (int i = 0; i < batch.size(); i++) {
              for (int j = 0; j < batch.get(i).length; j++) {
                for (float value : expected[i][j]) {
                  largest[0] = Math.max(largest[0], Math.abs(value - actual[next++]));
                }
              }
            }
            assertThat(next).isEqualTo(actual.length);
          });
    }
    System.out.println("Largest difference of hidden states to ONNX Runtime: " + largest[0]);
    assertThat(largest[0]).isPositive().isLessThan(MUST);
  }

  @Test
  void pooledVectorsAgree() throws OrtException {
    List<int[]> batch = List.of(new int[] {101, 7592, 2088, 102}, new int[] {101, 102});
    float[][] expected;
    try (OrtSession.Result result = reference.run(batch)) {
      expected = (float[][]) result.get(1).getValue();
    }
    lanes.run(
        1,
        (lane, number) -> {
          float[] actual = ours.pool(lane, batch).toFloats();
          for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i / 384][i % 384], offset(MUST));
          }
        });
  }
}
