package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.neuralannotators.corenlp.NeuralNerAnnotator;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.Translators;

/** Native memory stays flat, without help from the garbage collector. */
class SoakIT {
  private static final int ALLOWED_GROWTH_KIB = 64 * 1024;

  private static final int WARM_UP_SECONDS = 60;
  private static final int SAMPLE_SECONDS = 60;
  private static final int LOAD_THREADS = 4;
  private static final List<String> WORDS =
      List.of("I", "you", "Tom", "the", "a", "dog", "house", "sees", "gave", "is", "not", "here");

  private final Random random = new Random(1);

  @Test
  void memoryStaysFlatOverManyDocuments() throws Exception {
    try (SequenceTagger tagger = SequenceTaggers.load("en-ner")) {
      assertFlat(400, 1500, documents -> tagDocuments(tagger, documents));
    }
  }

  /** What is done so many times. */
  private interface Load {
    void run(int times) throws Exception;
  }

  private static void assertFlat(int warmUp, int times, Load load) throws Exception {
    ResidentMemory.assumeReadable();
    load.run(warmUp);
    long before = ResidentMemory.kiB();
    load.run(times);
    assertThat(ResidentMemory.kiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
  }

  @Test
  void memoryStaysFlatOverManyTranslations() throws Exception {
    try (Translator translator = Translators.load("en-de-small")) {
      assertFlat(1500, 1500, sentences -> translateSentences(translator, sentences));
    }
  }

  private void translateSentences(Translator translator, int sentences) {
    for (int i = 0; i < sentences; i += 50) {
      List<String> sources = new ArrayList<>();
      for (int j = 0; j < 50; j++) {
        sources.add(
            random
                .ints(1 + random.nextInt(12), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" ")));
      }
      assertThat(translator.translate(sources)).hasSameSizeAs(sources);
    }
  }

  @Test
  void memoryComesBackWhenModelsAreClosed() throws Exception {
    assertFlat(5, 10, this::loadAndClose);
  }

  @Test
  void memoryComesBackFromCoreNlpAnnotatorsThatAreDropped() throws Exception {
    ResidentMemory.assumeReadable();
    makeAndDrop(100, 5);
    long before = ResidentMemory.kiB();
    makeAndDrop(200, 15);
    assertThat(ResidentMemory.kiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
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

  /**
   * In the profile soak: four threads for {@code soak.seconds} with the tagger {@code soak.model},
   * growth after the first minute.
   */
  @Test
  void memoryStaysFlatUnderLoad() throws Exception {
    int seconds = Integer.getInteger("soak.seconds", 0);
    assumeTrue(seconds > WARM_UP_SECONDS, "runs in the profile soak, longer than the warm-up");
    ResidentMemory.assumeReadable();
    ExecutorService threads = Executors.newFixedThreadPool(LOAD_THREADS);
    AtomicBoolean running = new AtomicBoolean(true);
    try (SequenceTagger tagger = SequenceTaggers.load(System.getProperty("soak.model"))) {
      List<Future<Long>> documents = new ArrayList<>();
      for (int i = 0; i < LOAD_THREADS; i++) {
        SoakIT load = new SoakIT();
        documents.add(threads.submit(() -> load.tagDocumentsWhile(running, tagger)));
      }
      TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
      long before = nativeKiB();
      long after = before;
      for (int left = seconds - WARM_UP_SECONDS; left > 0; left -= SAMPLE_SECONDS) {
        TimeUnit.SECONDS.sleep(Math.min(left, SAMPLE_SECONDS));
        after = nativeKiB();
        System.out.printf(
            "native memory %d KiB, of which JavaCPP knows %d KiB%n",
            after, Pointer.totalBytes() / 1024);
      }
      running.set(false);
      long tagged = 0;
      for (Future<Long> count : documents) {
        tagged += count.get();
      }
      System.out.printf(
          "%d documents in %d s; native memory %d KiB after the first minute, %d KiB at the end%n",
          tagged, seconds, before, after);
      assertThat(after).isLessThanOrEqualTo(before + before / 50);
    } finally {
      threads.shutdown();
    }
  }

  /** What the process holds beside its heap, which is of fixed size and all resident. */
  private static long nativeKiB() throws IOException {
    return ResidentMemory.kiB() - Runtime.getRuntime().totalMemory() / 1024;
  }

  private long tagDocumentsWhile(AtomicBoolean running, SequenceTagger tagger) {
    long documents = 0;
    while (running.get()) {
      tagDocuments(tagger, 1);
      documents++;
    }
    return documents;
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
}
