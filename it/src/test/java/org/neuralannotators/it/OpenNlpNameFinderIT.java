package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.opennlp.NeuralNameFinder;

/** The name finder for OpenNLP with the bundle that ships. */
class OpenNlpNameFinderIT {
  private static final int THREADS = 8;

  private static NeuralNameFinder finder;

  @BeforeAll
  static void load() throws IOException {
    finder = NeuralNameFinder.builder().load();
  }

  @AfterAll
  static void close() {
    finder.close();
  }

  private static String[] words(String sentence) {
    return sentence.split(" ");
  }

  @Test
  void findsPersonsPlacesAndOrganisations() {
    assertThat(
            finder.find(
                words("Angela Merkel of the United Nations met Angela Merkel 's aide in Berlin .")))
        .contains(new Span(0, 2, "PER"), new Span(7, 9, "PER"), new Span(12, 13, "LOC"))
        .isSorted()
        .allSatisfy(span -> assertThat(span.getProb()).isBetween(0.0, 1.0));
  }

  @Test
  void namesFarBehindInALongSentenceAreFound() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      tokens.addAll(List.of("and", "then", "we", "walked", "home", ","));
    }
    tokens.addAll(List.of("said", "Angela", "Merkel", "."));
    assertThat(finder.find(tokens.toArray(String[]::new)))
        .contains(new Span(tokens.size() - 3, tokens.size() - 1, "PER"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\uD83D\uDE00", "\uD800", "\0\u001B[0m", "\u05E9\u05DC\u05D5\u05DD"})
  void survivesOddTokens(String token) {
    assertThat(finder.find(new String[] {token, "Berlin", token})).isSorted();
  }

  @Test
  void survivesAVeryLongToken() {
    assertThat(finder.find(new String[] {"a".repeat(1 << 20), "in", "Berlin"})).isSorted();
  }

  @Test
  void aDocumentAtOnceGivesWhatItsSentencesGive() throws IOException {
    String[][] sentences = samples();
    Span[][] together = finder.findAll(sentences);
    for (int i = 0; i < sentences.length; i++) {
      assertSame(finder.find(sentences[i]), together[i]);
    }
  }

  /** In the shape of OpenNLP's own test of its neural name finder, NameFinderDLEval. */
  @Test
  void manyThreadsGetWhatOneThreadGets() throws Exception {
    String[][] sentences = samples();
    List<Span[]> alone = Stream.of(sentences).map(finder::find).toList();
    assertThat(alone).anySatisfy(spans -> assertThat(spans).isNotEmpty());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<List<Span[]>>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i * sentences.length / THREADS;
      results.add(
          threads.submit(
              () -> {
                start.await();
                return rotated(sentences, first).stream().map(finder::find).toList();
              }));
    }
    start.countDown();
    for (int i = 0; i < THREADS; i++) {
      List<Span[]> result = new ArrayList<>(results.get(i).get());
      Collections.rotate(result, i * sentences.length / THREADS);
      for (int j = 0; j < sentences.length; j++) {
        assertSame(result.get(j), alone.get(j));
      }
    }
    threads.shutdown();
  }

  /** Each thread begins elsewhere, so that they ask for different sentences at the same time. */
  private static List<String[]> rotated(String[][] sentences, int first) {
    List<String[]> rotated = new ArrayList<>(Arrays.asList(sentences));
    Collections.rotate(rotated, -first);
    return rotated;
  }

  private static void assertSame(Span[] actual, Span[] expected) {
    assertThat(actual).isEqualTo(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i].getProb()).isCloseTo(expected[i].getProb(), offset(1e-5));
    }
  }

  private static String[][] samples() throws IOException {
    try (Stream<Path> files = Files.walk(Samples.FOLDER)) {
      List<String[]> sentences = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          sentences.add(SimpleTokenizer.INSTANCE.tokenize(line));
        }
      }
      return sentences.toArray(String[][]::new);
    }
  }
}
