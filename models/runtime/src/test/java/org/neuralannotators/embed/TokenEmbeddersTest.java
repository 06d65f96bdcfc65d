package org.neuralannotators.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;

/** Embedders of BERT encoders and of word vectors. */
class TokenEmbeddersTest {
  private static final EmbedderOptions ONE_THREAD = EmbedderOptions.DEFAULT.withNumThreads(1);

  @TempDir Path folder;

  @Test
  void aTokenOfABertEncoderHasTheMeanOfItsPieces() throws IOException {
    Path bundle = TinyBert.write(folder.resolve("bert"));
    List<String> pieces = TinyBert.pieces();
    int[] ids =
        List.of("[CLS]", "Car", "##la", "lives", "in", "Ann", ".", "[SEP]").stream()
            .mapToInt(pieces::indexOf)
            .toArray();
    double[] hidden = hidden(TinyBert.checkpoint(folder), ids);
    try (TokenEmbedder embedder = TokenEmbedders.load(bundle.toString(), ONE_THREAD)) {
      assertThat(embedder.dimension()).isEqualTo(16);
      List<float[][]> vectors =
          embedder.embed(
              List.of(List.of(), List.of("Carla", "lives", "in", "Ann", "."), List.of("she", "")));
      assertThat(vectors.get(0)).isEmpty();
      assertThat(vectors.get(1)).hasDimensions(5, 16);
      assertThat(vectors.get(2)).hasDimensions(2, 16);
      for (int j = 0; j < 16; j++) {
        double carla = (hidden[16 + j] + hidden[32 + j]) / 2;
        assertThat((double) vectors.get(1)[0][j]).isCloseTo(carla, offset(1e-5));
        assertThat((double) vectors.get(1)[1][j]).isCloseTo(hidden[48 + j], offset(1e-5));
      }
    }
  }

  private static double[] hidden(EncoderCheckpoint checkpoint, int[] ids) throws BundleException {
    EncoderArchitecture bert = checkpoint.architecture();
    double[][] result = new double[1][];
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces =
            EmbeddingTable.ofFloats(
                EncoderArchitecture.PIECES, bert.vocabulary(), bert.embeddingSize());
        Lanes lanes = Lanes.ofFloats(1)) {
      Encoder encoder = bert.encoder(parameters, pieces, EncoderDropout.NONE);
      parameters.allocateLike(pieces);
      checkpoint.copyTo(encoder);
      PieceBatch batch = PieceBatch.of(List.of(PieceSequence.of(ids)));
      lanes.onLane(lane -> result[0] = encoder.encode(lane.inference(), batch).toDoubles());
    }
    return result[0];
  }

  @Test
  void layersOfABertEncoderBeginWithItsEmbeddings() throws IOException {
    String bundle = TinyBert.write(folder.resolve("bert")).toString();
    List<List<String>> text = List.of(List.of("Carla", "lives", "in", "Graz", "."));
    try (TokenEmbedder all = TokenEmbedders.load(bundle, ONE_THREAD.withLayers(Layers.ALL));
        TokenEmbedder top = TokenEmbedders.load(bundle, ONE_THREAD);
        TokenEmbedder mean = TokenEmbedders.load(bundle, ONE_THREAD.withLayers(Layers.MEAN))) {
      assertThat(all.dimension()).isEqualTo(48);
      float[] row = all.embed(text).get(0)[3];
      assertThat(Arrays.copyOfRange(row, 32, 48)).isEqualTo(top.embed(text).get(0)[3]);
      float[] average = mean.embed(text).get(0)[3];
      for (int j = 0; j < 16; j++) {
        assertThat(average[j]).isCloseTo((row[j] + row[16 + j] + row[32 + j]) / 3, offset(1e-5f));
      }
    }
  }

  @Test
  void aSentenceThatIsTooLongForABertEncoderIsReadInWindows() throws IOException {
    Path bundle = TinyBert.write(folder.resolve("bert"));
    List<String> sentence = Collections.nCopies(100, "Carla");
    try (TokenEmbedder embedder =
        TokenEmbedders.load(bundle.toString(), ONE_THREAD.withBatchTokens(30))) {
      List<float[][]> vectors = embedder.embed(List.of(List.of("she"), sentence, List.of("in")));
      assertThat(vectors.get(1)).hasDimensions(100, 16);
      float[] alone = embedder.embed(List.of(List.of("in"))).get(0)[0];
      assertThat(alone).containsExactly(vectors.get(2)[0], offset(1e-5f));
      for (float[] row : vectors.get(1)) {
        assertThat(IntStream.range(0, row.length).anyMatch(j -> row[j] != 0)).isTrue();
      }
    }
  }

  @Test
  void wordVectorsAreLookedUpAsTheyAreThenInSmallLetters() throws IOException {
    Path file = folder.resolve("vectors.txt");
    Files.writeString(file, "the 1 2\nUS 3 4\nus 5 6\n");
    try (TokenEmbedder embedder = TokenEmbedders.load(file.toString())) {
      assertThat(embedder.dimension()).isEqualTo(2);
      assertThat(embedder.manifest().name()).isEqualTo("vectors.txt");
      List<float[][]> vectors =
          embedder.embed(List.of(List.of("The", "US", "us", "Zwirn", ""), List.of()));
      float[][] expected = {{1, 2}, {3, 4}, {5, 6}, {0, 0}, {0, 0}};
      assertThat(vectors.get(0)).isDeepEqualTo(expected);
      assertThat(vectors.get(1)).isEmpty();
    }
  }

  @Test
  void closedWordVectorsSaySo() throws IOException {
    Path file = folder.resolve("vectors.txt");
    Files.writeString(file, "the 1 2\n");
    TokenEmbedder closed = TokenEmbedders.load(file.toString());
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.embed(List.of(List.of("the"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[vectors.txt] is closed");
  }

  @Test
  void whatAModelHasNotIsRefused() throws IOException {
    String bundle = TinyBert.write(folder.resolve("bert")).toString();
    assertThatThrownBy(() -> TokenEmbedders.load(bundle, ONE_THREAD.withCarryState(true)))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("bert", "state", "[elmo]");
    assertThatThrownBy(() -> TokenEmbedders.load(bundle, ONE_THREAD.withLayers(Layers.MIX)))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("bert", "mix");
  }

  @Test
  void aBundleOfAnotherKindIsRefused() throws IOException {
    Path bundle = folder.resolve("other");
    new BundleWriter().write(bundle, ModelManifest.builder("bert-tagger", "other").build());
    assertThatThrownBy(() -> TokenEmbedders.load(bundle.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[bert-tagger]", "[elmo]", "[bert-encoder]");
  }
}
