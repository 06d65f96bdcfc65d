package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import opennlp.tools.tokenize.SimpleTokenizer;
import org.junit.jupiter.api.Test;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/** Threads that share a model, and so batches, get what one thread gets alone. */
class ConcurrentCallersIT {
  private static final Path SHARED = Path.of("../../shared/data/ner/wikigold/test.tsv");
  private static final int THREADS = 8;
  private static final int DOCUMENTS = 1000;

  @Test
  void samplesInManyThreadsGetWhatOneThreadGives() throws Exception {
    List<List<String>> sentences = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Samples.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          sentences.add(List.of(SimpleTokenizer.INSTANCE.tokenize(line)));
        }
      }
    }
    assertManyThreadsGetWhatOneGets(sentences);
  }

  @Test
  void dataSetInManyThreadsGetsWhatOneThreadGives() throws Exception {
    assumeTrue(Files.exists(SHARED), "there is no " + SHARED);
    assertManyThreadsGetWhatOneGets(
        ColumnFormat.TAB_SEPARATED.read(SHARED).stream().map(TaggedSentence::tokens).toList());
  }

  private static void assertManyThreadsGetWhatOneGets(List<List<String>> sentences)
      throws Exception {
    List<List<List<String>>> documents = documents(sentences);
    try (SequenceTagger tagger = SequenceTaggers.load("en-ner")) {
      List<List<Tagging>> alone = documents.stream().map(tagger::tag).toList();
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      CountDownLatch start = new CountDownLatch(1);
      List<Future<List<List<Tagging>>>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        List<List<List<String>>> rotated = new ArrayList<>(documents);
        Collections.rotate(rotated, -first(i));
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return rotated.stream().map(tagger::tag).toList();
                }));
      }
      start.countDown();
      for (int i = 0; i < THREADS; i++) {
        List<List<Tagging>> result = new ArrayList<>(results.get(i).get());
        Collections.rotate(result, first(i));
        for (int j = 0; j < DOCUMENTS; j++) {
          assertSame(result.get(j), alone.get(j));
        }
      }
      threads.shutdown();
    }
  }

  /** Each thread begins elsewhere, so that different documents meet. */
  private static int first(int thread) {
    return thread * DOCUMENTS / THREADS;
  }

  private static List<List<List<String>>> documents(List<List<String>> sentences) {
    Random random = new Random(1);
    List<List<List<String>>> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(
          random
              .ints(1 + random.nextInt(4), 0, sentences.size())
              .mapToObj(sentences::get)
              .toList());
    }
    return documents;
  }

  private static void assertSame(List<Tagging> actual, List<Tagging> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      Tagging one = actual.get(i);
      Tagging other = expected.get(i);
      assertThat(one.tags()).isEqualTo(other.tags());
      for (int j = 0; j < one.tags().size(); j++) {
        assertThat(one.confidences().get(j)).isCloseTo(other.confidences().get(j), offset(1e-5));
      }
      for (int j = 0; j < one.spans().size(); j++) {
        assertThat(one.spans().get(j).confidence())
            .isCloseTo(other.spans().get(j).confidence(), offset(1e-5));
      }
    }
  }
}
