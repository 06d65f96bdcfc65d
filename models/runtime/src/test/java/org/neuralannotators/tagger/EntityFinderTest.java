package org.neuralannotators.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.zeroshot.EntityQuery;
import org.neuralannotators.zeroshot.GlinerModel;
import org.neuralannotators.zeroshot.TinyGliner;

/** A small network with random weights. */
class EntityFinderTest {
  private static final List<String> WORDS =
      List.of("Ann", "Carla", "lives", "in", "Graz", ".", "she", "Gaz", "AnnCa");
  private static final EntityQuery QUERY = EntityQuery.of(List.of("Ann", "Graz"));

  @TempDir private static Path folder;
  private static String location;
  private static EntityFinder finder;

  @BeforeAll
  static void load() throws IOException {
    location = TinyGliner.write(folder);
    finder = EntityFinders.load(location, TaggerOptions.DEFAULT.withNumThreads(2));
  }

  @AfterAll
  static void close() {
    finder.close();
  }

  private static List<String> sentence(Random random, int length) {
    return random.ints(length, 0, WORDS.size()).mapToObj(WORDS::get).toList();
  }

  private static List<List<String>> sentences(int count) {
    Random random = new Random(count);
    return IntStream.range(0, count).mapToObj(i -> sentence(random, 1 + i % 9)).toList();
  }

  private static void assertSame(Tagging found, Tagging expected) {
    assertThat(found.tags()).isEqualTo(expected.tags());
    assertThat(found.spans()).hasSameSizeAs(expected.spans());
    for (int i = 0; i < found.spans().size(); i++) {
      assertThat(found.spans().get(i).matches(expected.spans().get(i))).isTrue();
      assertThat(found.spans().get(i).confidence())
          .isCloseTo(expected.spans().get(i).confidence(), within(1e-5));
    }
  }

  @Test
  void aSentenceDoesNotDependOnItsBatch() {
    List<List<String>> sentences = sentences(40);
    List<Tagging> together = finder.find(sentences, QUERY);
    assertThat(together.stream().mapToInt(tagging -> tagging.spans().size()).sum())
        .isGreaterThan(20);
    for (int i = 0; i < sentences.size(); i++) {
      assertSame(finder.find(List.of(sentences.get(i)), QUERY).get(0), together.get(i));
    }
  }

  @Test
  void threadsWithDifferentQueriesGetWhatTheyGetAlone() throws Exception {
    List<List<String>> sentences = sentences(20);
    List<EntityQuery> queries =
        List.of(
            QUERY,
            EntityQuery.of(List.of("she")).withThreshold(0.4),
            QUERY.withNested(true),
            EntityQuery.of(List.of("Graz", "Ann")));
    List<List<Tagging>> alone =
        queries.stream().map(query -> finder.find(sentences, query)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<Tagging>>> results = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      EntityQuery query = queries.get(i % queries.size());
      results.add(
          threads.submit(
              () -> {
                start.await();
                return finder.find(sentences, query);
              }));
    }
    start.countDown();
    for (int i = 0; i < results.size(); i++) {
      List<Tagging> found = results.get(i).get();
      for (int j = 0; j < found.size(); j++) {
        assertSame(found.get(j), alone.get(i % queries.size()).get(j));
      }
    }
    threads.shutdown();
  }

  @Test
  void tagsAreThoseOfTheEntitiesAndConfidencesProbabilities() {
    for (Tagging tagging : finder.find(sentences(40), QUERY)) {
      assertThat(tagging.tags())
          .isEqualTo(TagScheme.BIO.encode(tagging.spans(), tagging.tags().size()));
      assertThat(tagging.confidences()).allSatisfy(c -> assertThat(c).isBetween(0.0, 1.0));
      for (TaggedSpan span : tagging.spans()) {
        assertThat(span.confidence()).isGreaterThan(EntityQuery.DEFAULT_THRESHOLD);
        assertThat(tagging.confidences().subList(span.begin(), span.end()))
            .containsOnly(span.confidence());
      }
    }
  }

  @Test
  void nestedEntitiesOverlapAndTagsAreOfTheMostProbable() {
    int inside = 0;
    for (Tagging tagging : finder.find(sentences(40), QUERY.withNested(true))) {
      for (TaggedSpan one : tagging.spans()) {
        for (TaggedSpan other : tagging.spans()) {
          boolean crosses =
              one.begin() < other.begin() && other.begin() < one.end() && one.end() < other.end();
          assertThat(crosses).isFalse();
          inside += other.end() < one.end() && one.begin() < other.begin() ? 1 : 0;
        }
      }
      List<TaggedSpan> flat = TagScheme.BIO.decode(tagging.tags());
      assertThat(tagging.spans())
          .usingElementComparator((one, other) -> one.matches(other) ? 0 : 1)
          .containsAll(flat);
      tagging.spans().stream()
          .max(Comparator.comparingDouble(TaggedSpan::confidence))
          .ifPresent(most -> assertThat(flat).anyMatch(most::matches));
    }
    assertThat(inside).isGreaterThan(5);
  }

  @Test
  void blankTokensAreLeftOutAndEntitiesRunAcross() {
    List<List<String>> plain = sentences(40);
    List<Tagging> expected = finder.find(plain, QUERY.withNested(true));
    List<List<String>> blanks =
        plain.stream()
            .map(
                words ->
                    words.stream().flatMap(word -> List.of("\n", word, "\u00AD").stream()).toList())
            .toList();
    List<Tagging> found = finder.find(blanks, QUERY.withNested(true));
    for (int i = 0; i < plain.size(); i++) {
      assertThat(found.get(i).tags()).hasSize(3 * plain.get(i).size());
      assertThat(found.get(i).spans())
          .isEqualTo(
              expected.get(i).spans().stream()
                  .map(
                      span ->
                          new TaggedSpan(
                              3 * span.begin() + 1,
                              3 * span.end() - 1,
                              span.label(),
                              span.confidence()))
                  .toList());
    }
  }

  @Test
  void nothingGivesNothing() {
    assertThat(finder.find(List.of(), QUERY)).isEmpty();
    assertThat(finder.find(List.of(List.of(), List.of("Ann"), List.of("\n")), QUERY))
        .extracting(tagging -> tagging.tags().size())
        .containsExactly(0, 1, 1);
  }

  @Test
  @Timeout(120)
  void longSentencesAreReadInWindows() {
    List<String> sentence = new ArrayList<>(Collections.nCopies(19_999, "Graz"));
    sentence.add("x".repeat(1 << 20));
    Tagging tagging = finder.find(List.of(sentence), QUERY).get(0);
    assertThat(tagging.tags()).hasSize(20_000);
    assertThat(tagging.spans()).hasSizeGreaterThan(100);
    // Windows of equal words find the same, each in its middle.
    assertThat(tagging.tags().subList(5_000, 5_005))
        .isEqualTo(tagging.tags().subList(10_000, 10_005));
  }

  @Test
  void strangeTokensGetATagEach() {
    List<String> strange =
        List.of("", "\uD800", "\uDC00x", "\u0000\u0007", "😀👩‍👩‍👧", "שלום", "\n", " ", "a\tb");
    assertThat(finder.find(List.of(strange), QUERY).get(0).tags()).hasSameSizeAs(strange);
  }

  @Test
  void moreLabelsThanTheEncoderReadsAreRefused() {
    List<String> labels = IntStream.range(0, 9).mapToObj(i -> "she" + i).toList();
    assertThatThrownBy(() -> finder.find(sentences(1), EntityQuery.of(labels)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[9] labels")
        .hasMessageContaining("[24]")
        .hasMessageContaining("fewer");
  }

  @Test
  void aTaggerWithLabelsOfOnesOwnIsAFinderWithAQuery() throws IOException {
    TaggerOptions options = TaggerOptions.DEFAULT.withNumThreads(2).withQuery(QUERY);
    try (SequenceTagger tagger = SequenceTaggers.load(location, options, TaggerTask.NER)) {
      assertThat(tagger.manifest().labels()).isEqualTo(QUERY.labels());
      assertThat(tagger.manifest().name()).isEqualTo(TinyGliner.NAME);
      assertThat(tagger.tag(sentences(9))).isEqualTo(finder.find(sentences(9), QUERY));
    }
  }

  @Test
  void aTaggerNeedsLabelsAndOthersTakeNone() throws IOException {
    assertThatThrownBy(() -> SequenceTaggers.load(location))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(location)
        .hasMessageContaining("expected [labels]");
    Path other = folder.resolve("other");
    new BundleWriter()
        .add("x.txt", new byte[0])
        .write(
            other,
            ModelManifest.builder(EncoderTaggerModel.KIND, "other")
                .labels(LabelSet.of(TagScheme.BIO, List.of("PER")))
                .build());
    assertThatThrownBy(
            () -> SequenceTaggers.load(other.toString(), TaggerOptions.DEFAULT.withQuery(QUERY)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[bert-tagger]")
        .hasMessageContaining("[PER]")
        .hasMessageContaining("Leave out [labels]");
  }

  @Test
  void damagedBundlesAreRefused() throws IOException {
    try (ModelBundle bundle = ModelBundle.open(Path.of(location))) {
      Path cut = folder.resolve("cut");
      byte[] tokenizer = bundle.bytes("tokenizer.json");
      new BundleWriter()
          .add("tokenizer.json", Arrays.copyOf(tokenizer, tokenizer.length / 2))
          .add("weights.safetensors", bundle.bytes("weights.safetensors"))
          .write(cut, bundle.manifest());
      assertThatThrownBy(() -> EntityFinders.load(cut.toString()))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("tokenizer.json");
      Path narrow = folder.resolve("narrow");
      String network =
          bundle.manifest().network().toString().replace("\"columns\":12", "\"columns\":10");
      new BundleWriter()
          .add("tokenizer.json", tokenizer)
          .add("weights.safetensors", bundle.bytes("weights.safetensors"))
          .write(
              narrow,
              ModelManifest.builder(GlinerModel.KIND, "narrow")
                  .network(new ObjectMapper().readTree(network))
                  .build());
      assertThatThrownBy(() -> EntityFinders.load(narrow.toString()))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("Tensor [rnn.lstm.0.forward.input]");
    }
    Path weights = folder.resolve("changed");
    Files.createDirectories(weights);
    for (String file : List.of("manifest.json", "tokenizer.json")) {
      Files.copy(Path.of(location, file), weights.resolve(file));
    }
    Files.write(weights.resolve("weights.safetensors"), "no".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> EntityFinders.load(weights.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("weights.safetensors");
  }

  @Test
  void aModelIsSharedByAllQueriesAndFreedWithItsLastUser() throws IOException {
    SequenceTagger one = SequenceTaggers.load(location, TaggerOptions.DEFAULT.withQuery(QUERY));
    EntityFinder two = EntityFinders.load(location);
    one.close();
    assertThat(two.find(sentences(1), QUERY)).hasSize(1);
    two.close();
    two.close();
    assertThatThrownBy(() -> two.find(sentences(1), QUERY))
        .isInstanceOf(IllegalStateException.class);
    try (ModelBundle bundle = ModelBundle.open(Path.of(location))) {
      EntityFinder closed = EntityFinders.read(bundle, TaggerOptions.DEFAULT.withNumThreads(1));
      closed.close();
      closed.close();
      assertThatThrownBy(() -> closed.find(sentences(1), QUERY))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }
}
