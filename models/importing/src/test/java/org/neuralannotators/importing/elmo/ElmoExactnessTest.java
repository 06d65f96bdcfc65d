package org.neuralannotators.importing.elmo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.encode.elmo.BiLanguageModel;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.encode.elmo.TokenBatch;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.CharacterIds;

/** With the original weights come the original vectors. */
class ElmoExactnessTest {
  private static final double TOLERANCE = 1e-6;

  @ParameterizedTest
  @EnumSource(ElmoFixture.class)
  void batchesOfThreeSentencesThatCarryTheirStateAreTheOriginals(ElmoFixture fixture)
      throws IOException {
    List<List<List<String>>> streams = ElmoFixture.streams();
    double[] largest = new double[1];
    try (ElmoModel model = ElmoImporter.read(fixture.folder());
        Workspace kept = Workspace.ofFloats();
        Lanes lanes = Lanes.ofFloats(1)) {
      BiLanguageModel network = model.network();
      BiLanguageModel.State state = network.zeroState(kept, ElmoFixture.STREAMS);
      for (int i = 0; i < streams.get(0).size(); i++) {
        int sentence = i;
        List<List<String>> batch =
            streams.stream().map(stream -> withBoundaries(stream.get(sentence))).toList();
        lanes.run(
            1,
            (lane, number) -> {
              Pass pass = lane.inference();
              TokenBatch tokens = TokenBatch.of(batch, network.characterIds());
              BiLanguageModel.Trace trace = network.forward(pass, tokens, state);
              state.set(trace.last());
              List<float[][]> top = top(pass, network, trace);
              for (int k = 0; k < batch.size(); k++) {
                largest[0] = Math.max(largest[0], fixture.difference(k, sentence, top.get(k)));
              }
            });
      }
    }
    assertThat(largest[0]).isLessThanOrEqualTo(TOLERANCE);
  }

  private static List<String> withBoundaries(List<String> tokens) {
    List<String> all = new ArrayList<>(List.of(CharacterIds.SENTENCE_BEGIN));
    all.addAll(tokens);
    all.add(CharacterIds.SENTENCE_END);
    return all;
  }

  /** The top layer of each sentence, without its boundaries. */
  private static List<float[][]> top(
      Pass pass, BiLanguageModel network, BiLanguageModel.Trace trace) {
    PackedSequence packed = trace.batch().packed();
    Matrix out = pass.workspace().matrix(packed.rows(), 2 * network.architecture().columns());
    network.layer(pass, trace, network.architecture().layers(), out);
    float[][][] result = new float[packed.sequences()][][];
    for (int i = 0; i < packed.sequences(); i++) {
      int position = i;
      result[packed.original(i)] =
          IntStream.range(1, packed.length(i) - 1)
              .map(t -> packed.row(position, t))
              .mapToObj(row -> out.rows(row, row + 1).toFloats())
              .toArray(float[][]::new);
    }
    return List.of(result);
  }

  @Test
  void tokenVectorsAreTheOriginals() throws IOException {
    List<String> words =
        Files.readAllLines(ElmoFixture.ALLENNLP.folder().resolve("vocab_test.txt"));
    float[][] expected =
        (float[][]) ElmoFixture.ALLENNLP.data("elmo_token_embeddings.hdf5", "embedding");
    double[] largest = new double[1];
    try (ElmoModel model = ElmoImporter.read(ElmoFixture.ALLENNLP.folder());
        Lanes lanes = Lanes.ofFloats(1)) {
      lanes.run(
          1,
          (lane, number) -> {
            TokenBatch batch = TokenBatch.of(List.of(words), model.network().characterIds());
            BiLanguageModel.State zeros = model.network().zeroState(lane.workspace(), 1);
            Matrix tokens = model.network().forward(lane.inference(), batch, zeros).tokens();
            for (int i = 0; i < words.size(); i++) {
              float[] actual = tokens.rows(i, i + 1).toFloats();
              for (int j = 0; j < actual.length; j++) {
                largest[0] = Math.max(largest[0], Math.abs(actual[j] - expected[i][j]));
              }
            }
          });
    }
    assertThat(largest[0]).isLessThanOrEqualTo(TOLERANCE);
  }
}
