package org.neuralannotators.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.neuralannotators.label.Tagging;
import org.neuralannotators.train.TinyData;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.tagger.TaggerRecipe;

class BiLstmCrfTaggerTest {
  @TempDir private static Path folder;
  private static SequenceTagger tagger;

  @BeforeAll
  static void train() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 60, 1);
    TinyData.write(folder.resolve("dev.tsv"), 10, 2);
    Trainer.train(TaggerRecipe.TASK, TinyData.config(folder, 3, ""), folder.resolve("tiny"), false);
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("tiny"))) {
      tagger = SequenceTaggers.read(bundle, TaggerOptions.DEFAULT.withNumThreads(2));
    }
  }

  @AfterAll
  static void close() {
    tagger.close();
  }

  private static List<String> sentence(Random random, int length) {
    List<String> words = List.of("Ann", "lives", "in", "Graz", ".", "she", "Bo", "unseen");
    List<String> sentence = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      sentence.add(words.get(random.nextInt(words.size())));
    }
    return sentence;
  }

  private static void assertSame(Tagging actual, Tagging expected) {
    assertThat(actual.tags()).isEqualTo(expected.tags());
    for (int i = 0; i < actual.confidences().size(); i++) {
      assertThat(actual.confidences().get(i))
          .isCloseTo(expected.confidences().get(i), offset(1e-5));
    }
    for (int i = 0; i < actual.spans().size(); i++) {
      assertThat(actual.spans().get(i).confidence())
          .isCloseTo(expected.spans().get(i).confidence(), offset(1e-5));
    }
  }

  @Test
  void taggingOfASentenceDoesNotDependOnItsCompany() {
    Random random = new Random(1);
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sentences.add(sentence(random, random.nextInt(30)));
    }
    List<Tagging> together = tagger.tag(sentences);
    for (int i = 0; i < sentences.size(); i++) {
      assertSame(tagger.tag(List.of(sentences.get(i))).get(0), together.get(i));
    }
  }

  @Test
  void manyThreadsGetWhatOneThreadGets() throws Exception {
    Random random = new Random(2);
    List<List<List<String>>> documents = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      documents.add(List.of(sentence(random, 1 + random.nextInt(20)), sentence(random, 5)));
    }
    List<List<Tagging>> alone = documents.stream().map(tagger::tag).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<List<Tagging>>>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      results.add(
          threads.submit(
              () -> {
                start.await();
                return documents.stream().map(tagger::tag).toList();
              }));
    }
    start.countDown();
    for (Future<List<List<Tagging>>> result : results) {
      for (int i = 0; i < documents.size(); i++) {
        assertSame(result.get().get(i).get(0), alone.get(i).get(0));
        assertSame(result.get().get(i).get(1), alone.get(i).get(1));
      }
    }
    threads.shutdown();
  }

  @Test
  void nothingGivesNothing() {
    assertThat(tagger.tag(List.of())).isEmpty();
    assertThat(tagger.tag(List.of(List.of(), List.of("Ann"), List.of())))
        .extracting(tagging -> tagging.tags().size())
        .containsExactly(0, 1, 0);
  }

  @Test
  void strangeTokensGetATagEach() {
    List<String> strange =
        List.of("", "\uD800", "\uDC00x", "\u0000\u0007", "😀👩‍👩‍👧", "שלום", "\n", " ", "a\tb");
    assertThat(tagger.tag(List.of(strange)).get(0).tags()).hasSameSizeAs(strange);
  }

  @Test
  @Timeout(60)
  void sentenceOf100000TokensAndTokenOfAMegabyteAreTagged() {
    List<String> sentence = new ArrayList<>(Collections.nCopies(99_999, "Graz"));
    sentence.add("x".repeat(1 << 20));
    assertThat(tagger.tag(List.of(sentence)).get(0).tags()).hasSize(100_000);
  }

  @Test
  void confidencesAreProbabilities() {
    for (Tagging tagging : tagger.tag(List.of(sentence(new Random(4), 40)))) {
      assertThat(tagging.confidences()).allSatisfy(c -> assertThat(c).isBetween(0.0, 1.0));
      tagging
          .spans()
          .forEach(
              span -> {
                assertThat(span.confidence()).isBetween(0.0, 1.0);
                for (int i = span.begin(); i < span.end(); i++) {
                  assertThat(span.confidence())
                      .isLessThanOrEqualTo(tagging.confidences().get(i) + 1e-9);
                }
              });
    }
  }

  /** The tiny network, its tags taken for labels of their own. */
  @Test
  void tagsWithoutSchemeComeAsTheyAreAndMarkNoSpans() throws IOException {
    Path plain = folder.resolve("plain");
    List<String> names = List.of("NN", "$", "-LRB-", "B-X", "I-X", "nn", "O", ".", "PRP$");
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("tiny"))) {
      ModelManifest manifest = bundle.manifest();
      BundleWriter files = new BundleWriter();
      for (String file : manifest.files().keySet()) {
        files.add(file, bundle.bytes(file));
      }
      files.write(
          plain,
          ModelManifest.builder(manifest.kind(), "plain")
              .labels(LabelSet.of(TagScheme.NONE, names))
              .network(manifest.network())
              .normalization(manifest.normalization())
              .build());
    }
    List<List<String>> sentences = List.of(sentence(new Random(5), 30));
    try (SequenceTagger other =
        SequenceTaggers.load(plain.toString(), TaggerOptions.DEFAULT, TaggerTask.POS)) {
      Tagging tagging = other.tag(sentences).get(0);
      assertThat(tagging.tags()).hasSize(30).isSubsetOf(names);
      assertThat(tagging.confidences()).allSatisfy(c -> assertThat(c).isBetween(0.0, 1.0));
      assertThat(tagging.spans()).isEmpty();
    }
    assertThatThrownBy(
            () -> SequenceTaggers.load(plain.toString(), TaggerOptions.DEFAULT, TaggerTask.NER))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[NONE]");
  }

  @Test
  void closedTaggerSaysSo() throws IOException {
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("tiny"))) {
      SequenceTagger closed = SequenceTaggers.read(bundle, TaggerOptions.DEFAULT.withNumThreads(1));
      closed.close();
      closed.close();
      assertThatThrownBy(() -> closed.tag(List.of(List.of("a"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void bundleOfAnotherKindIsRefused() throws IOException {
    Path other = folder.resolve("other");
    new BundleWriter()
        .add("x.txt", new byte[0])
        .write(other, ModelManifest.builder("translator", "other").build());
    assertThatThrownBy(() -> SequenceTaggers.load(other.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[translator]")
        .hasMessageContaining(BiLstmCrfModel.KIND);
  }

  @Test
  void tensorsThatDoNotFitTheManifestAreNamed() throws IOException {
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("tiny"))) {
      Path changed = folder.resolve("changed");
      new BundleWriter()
          .add("words.txt", "only\n".getBytes(StandardCharsets.UTF_8))
          .add("characters.txt", bundle.bytes("characters.txt"))
          .add("weights.safetensors", bundle.bytes("weights.safetensors"))
          .write(changed, bundle.manifest());
      assertThatThrownBy(() -> SequenceTaggers.load(changed.toString()))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("Tensor [words]");
    }
  }

  @Test
  void sharedTaggerIsFreedWithItsLastUser() throws IOException {
    SequenceTagger one = SequenceTaggers.load(folder.resolve("tiny").toString());
    SequenceTagger two = SequenceTaggers.load(folder.resolve("tiny").toString());
    one.close();
    assertThat(two.tag(List.of(List.of("Ann"))).get(0).tags()).hasSize(1);
    two.close();
    assertThatThrownBy(() -> two.tag(List.of(List.of("Ann"))))
        .isInstanceOf(IllegalStateException.class);
  }
}
