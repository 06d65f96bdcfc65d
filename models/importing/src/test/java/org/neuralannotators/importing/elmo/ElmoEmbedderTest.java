package org.neuralannotators.importing.elmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.encode.elmo.ElmoModel;

class ElmoEmbedderTest {
  private static final EmbedderOptions ONE_THREAD = EmbedderOptions.DEFAULT.withNumThreads(1);

  @TempDir static Path folder;
  private static List<List<List<String>>> streams;
  private static List<List<String>> sentences;

  @BeforeAll
  static void importModels() throws IOException {
    for (ElmoFixture fixture : ElmoFixture.values()) {
      fixture.write(bundle(fixture));
    }
    streams = ElmoFixture.streams();
    sentences = streams.stream().flatMap(List::stream).toList();
  }

  private static Path bundle(ElmoFixture fixture) {
    return folder.resolve(fixture.name());
  }

  private static TokenEmbedder load(EmbedderOptions options) throws IOException {
    return TokenEmbedders.load(bundle(ElmoFixture.ALLENNLP).toString(), options);
  }

  @ParameterizedTest
  @EnumSource(ElmoFixture.class)
  void withCarriedStateAStreamHasTheOriginalVectors(ElmoFixture fixture) throws IOException {
    try (TokenEmbedder embedder =
        TokenEmbedders.load(bundle(fixture).toString(), ONE_THREAD.withCarryState(true))) {
      for (int k = 0; k < ElmoFixture.STREAMS; k++) {
        List<float[][]> vectors = embedder.embed(streams.get(k));
        for (int i = 0; i < vectors.size(); i++) {
          assertThat(fixture.difference(k, i, vectors.get(i))).isLessThanOrEqualTo(1e-6);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ElmoFixture.class)
  void withoutStateTheFirstSentencesHaveTheOriginalVectors(ElmoFixture fixture) throws IOException {
    try (TokenEmbedder embedder = TokenEmbedders.load(bundle(fixture).toString(), ONE_THREAD)) {
      List<float[][]> vectors = embedder.embed(sentences);
      for (int k = 0; k < ElmoFixture.STREAMS; k++) {
        float[][] first = vectors.get(k * streams.get(0).size());
        assertThat(fixture.difference(k, 0, first)).isLessThanOrEqualTo(1e-6);
        float[][] second = vectors.get(k * streams.get(0).size() + 1);
        assertThat(fixture.difference(k, 1, second)).isGreaterThan(1e-3);
      }
    }
  }

  @Test
  void vectorsOfASentenceDoNotDependOnItsBatch() throws IOException {
    List<List<String>> many = new ArrayList<>(sentences);
    many.addAll(sentences);
    many.addAll(sentences.subList(0, 4));
    assertThat(many).hasSize(64);
    Collections.shuffle(many, new Random(1));
    try (TokenEmbedder together =
        load(ONE_THREAD.withLayers(Layers.ALL).withBatchTokens(1_000_000))) {
      List<float[][]> vectors = together.embed(many);
      for (int i = 0; i < many.size(); i++) {
        float[][] alone = together.embed(List.of(many.get(i))).get(0);
        assertThat(difference(vectors.get(i), alone)).isLessThanOrEqualTo(1e-6);
      }
    }
  }

  private static double difference(float[][] a, float[][] b) {
    assertThat(a.length).isEqualTo(b.length);
    double largest = 0;
    for (int t = 0; t < a.length; t++) {
      for (int j = 0; j < a[t].length; j++) {
        largest = Math.max(largest, Math.abs(a[t][j] - b[t][j]));
      }
    }
    return largest;
  }

  @Test
  void theStateIsResetForEachDocument() throws IOException {
    try (TokenEmbedder embedder = load(ONE_THREAD.withCarryState(true))) {
      float[][] first = embedder.embed(streams.get(0)).get(0);
      assertThat(embedder.embed(streams.get(0)).get(0)).isDeepEqualTo(first);
    }
  }

  @Test
  void layersAreChosen() throws IOException {
    List<List<String>> two = sentences.subList(0, 2);
    try (TokenEmbedder all = load(ONE_THREAD.withLayers(Layers.ALL));
        TokenEmbedder top = load(ONE_THREAD.withLayers(Layers.TOP));
        TokenEmbedder mean = load(ONE_THREAD.withLayers(Layers.MEAN))) {
      int columns = top.dimension();
      assertThat(columns).isEqualTo(32);
      assertThat(all.dimension()).isEqualTo(3 * columns);
      assertThat(mean.dimension()).isEqualTo(columns);
      float[] row = all.embed(two).get(1)[4];
      float[] last = top.embed(two).get(1)[4];
      float[] average = mean.embed(two).get(1)[4];
      for (int j = 0; j < columns; j++) {
        assertThat(last[j]).isEqualTo(row[2 * columns + j]);
        float third = (row[j] + row[columns + j] + row[2 * columns + j]) / 3;
        assertThat(average[j]).isCloseTo(third, offset(1e-6f));
      }
      assertThat(row[16]).as("the token's vector is there twice").isEqualTo(row[0]);
    }
  }

  @Test
  void aBundleWithoutAMixRefusesOne() {
    assertThatThrownBy(() -> load(ONE_THREAD.withLayers(Layers.MIX)))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("ALLENNLP", "mix");
  }

  @Test
  void aMixOfABundleIsUsed() throws IOException {
    ElmoArchitecture plain;
    try (ElmoModel model = ElmoImporter.read(ElmoFixture.BILM_TF.folder())) {
      plain = model.network().architecture();
    }
    Path place = folder.resolve("mixed");
    try (ElmoModel model = new ElmoModel(withMix(plain))) {
      model.parameters().allocateFloats().initialize(new Random(1));
      model
          .parameters()
          .all()
          .forEach(
              p -> {
                if (p.name().equals("mix.weights")) {
                  p.value().write(new float[] {0, 0, (float) Math.log(2)});
                } else if (p.name().equals("mix.gamma")) {
                  p.value().write(new float[] {3});
                }
              });
      model.files(TensorType.F32).write(place, model.manifest("mixed").build());
    }
    List<List<String>> one = sentences.subList(0, 1);
    try (TokenEmbedder mix =
            TokenEmbedders.load(place.toString(), ONE_THREAD.withLayers(Layers.MIX));
        TokenEmbedder all =
            TokenEmbedders.load(place.toString(), ONE_THREAD.withLayers(Layers.ALL))) {
      float[] row = all.embed(one).get(0)[5];
      float[] mixed = mix.embed(one).get(0)[5];
      for (int j = 0; j < mixed.length; j++) {
        float expected = 3 * (0.25f * row[j] + 0.25f * row[32 + j] + 0.5f * row[64 + j]);
        assertThat(mixed[j]).isCloseTo(expected, offset(1e-6f));
      }
    }
  }

  private static ElmoArchitecture withMix(ElmoArchitecture a) {
    return new ElmoArchitecture(
        a.characterColumns(),
        a.maximumCharacters(),
        a.filters(),
        a.activation(),
        a.highways(),
        a.layers(),
        a.units(),
        a.columns(),
        a.memoryClip(),
        a.outputClip(),
        a.skipConnections(),
        ElmoArchitecture.Mix.PLAIN);
  }

  @Test
  void oddTokensGetVectorsAndEmptySentencesNone() throws IOException {
    List<List<String>> odd =
        List.of(
            List.of(),
            List.of("", "x".repeat(10_000), "\uD83D", "a\uDE00b"),
            List.of("é".repeat(24), "é".repeat(25)));
    for (boolean carried : new boolean[] {false, true}) {
      try (TokenEmbedder embedder =
          load(ONE_THREAD.withLayers(Layers.ALL).withCarryState(carried))) {
        List<float[][]> vectors = embedder.embed(odd);
        assertThat(vectors.get(0)).isEmpty();
        assertThat(vectors.get(1)).hasDimensions(4, embedder.dimension());
        for (int j = 0; j < 16; j++) {
          assertThat(vectors.get(2)[0][j])
              .as("what is beyond 48 bytes doesn't count for the token's vector")
              .isCloseTo(vectors.get(2)[1][j], offset(1e-6f));
        }
        for (float[][] sentence : vectors) {
          for (float[] row : sentence) {
            assertThat(IntStream.range(0, row.length).allMatch(j -> Float.isFinite(row[j])))
                .isTrue();
          }
        }
        assertThat(embedder.embed(List.of())).isEmpty();
      }
    }
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    try (TokenEmbedder embedder =
        load(EmbedderOptions.DEFAULT.withNumThreads(3).withBatchTokens(64))) {
      List<float[][]> expected = embedder.embed(sentences);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<List<float[][]>>> results = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          results.add(threads.submit(() -> embedder.embed(sentences)));
        }
        for (Future<List<float[][]>> result : results) {
          for (int i = 0; i < expected.size(); i++) {
            assertThat(result.get().get(i)).isDeepEqualTo(expected.get(i));
          }
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void embeddersOfABundleShareOneModel() throws IOException {
    int before = ModelRegistry.size();
    TokenEmbedder first = load(ONE_THREAD);
    TokenEmbedder second = load(ONE_THREAD);
    assertThat(ModelRegistry.size()).isEqualTo(before + 1);
    first.close();
    assertThat(second.embed(sentences.subList(0, 1))).hasSize(1);
    second.close();
    assertThat(ModelRegistry.size()).isEqualTo(before);
    assertThatThrownBy(() -> second.embed(sentences)).isInstanceOf(IllegalStateException.class);
  }
}
