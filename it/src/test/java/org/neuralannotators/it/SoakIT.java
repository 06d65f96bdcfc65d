package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
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
  private static final int ALLOWED_GROWTH_KIB = 64 * 1024;

  private final Random random = new Random(1);

  @Test
  void memoryStaysFlatOverManyDocuments() throws IOException {
    ResidentMemory.assumeReadable();
    try (SequenceTagger tagger = SequenceTaggers.load("en-ner")) {
      tagDocuments(tagger, 400);
      long before = ResidentMemory.kiB();
      tagDocuments(tagger, 1500);
      assertThat(ResidentMemory.kiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
    }
  }

  @Test
  void memoryComesBackWhenModelsAreClosed() throws IOException {
    ResidentMemory.assumeReadable();
    loadAndClose(5);
    long before = ResidentMemory.kiB();
    loadAndClose(10);
    assertThat(ResidentMemory.kiB() - before).isLessThan(ALLOWED_GROWTH_KIB);
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
