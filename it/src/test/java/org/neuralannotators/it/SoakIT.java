package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.neuralannotators.corenlp.NeuralNerAnnotator;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/** Native memory stays flat, without help from the garbage collector. */
class SoakIT {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int ALLOWED_GROWTH_KIB = 64 * 1024;

  private final Random random = new Random(1);

  @Test
  void memoryStaysFlatOverManyDocuments() throws IOException {
    assumeTrue(Files.exists(STATUS), "resident memory is read from " + STATUS);
    try (SequenceTagger tagger = SequenceTaggers.load("en-ner")) {
      tagDocuments(tagger, 400);
      long before = residentKiB();
      tagDocuments(tagger, 1500);
      assertThat(residentKiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
    }
  }

  @Test
  void memoryComesBackWhenModelsAreClosed() throws IOException {
    assumeTrue(Files.exists(STATUS), "resident memory is read from " + STATUS);
    loadAndClose(5);
    long before = residentKiB();
    loadAndClose(10);
    assertThat(residentKiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
  }

  @Test
  void memoryComesBackFromCoreNlpAnnotatorsThatAreDropped() throws Exception {
    assumeTrue(Files.exists(STATUS), "resident memory is read from " + STATUS);
    makeAndDrop(100, 5);
    long before = residentKiB();
    makeAndDrop(200, 15);
    assertThat(residentKiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
  }

  /** Annotators that share no model, as their batches differ. */
  private static void makeAndDrop(int batchTokens, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      Properties properties = CoreNlp.properties("neuralner.batchTokens", "" + (batchTokens + i));
      WeakReference<NeuralNerAnnotator> dropped =
          new WeakReference<>(new NeuralNerAnnotator("neuralner", properties));
      while (dropped.get() != null) {
        System.gc();
      }
    }
    // The cleaner's thread is a little behind the collector.
    TimeUnit.SECONDS.sleep(1);
  }

  private void loadAndClose(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (SequenceTagger tagger = SequenceTaggers.load("en-ner")) {
        tagDocuments(tagger, 5);
      }
    }
  }

  private void tagDocuments(SequenceTagger tagger, int documents) {
    for (int i = 0; i < documents; i++) {
      List<List<String>> document = new ArrayList<>();
      for (int j = 0; j < 1 + random.nextInt(20); j++) {
        document.add(sentence(1 + random.nextInt(40)));
      }
      assertThat(tagger.tag(document)).hasSameSizeAs(document);
    }
  }

  private List<String> sentence(int length) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      tokens.add("word" + random.nextInt(10_000));
    }
    return tokens;
  }

  private static long residentKiB() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
