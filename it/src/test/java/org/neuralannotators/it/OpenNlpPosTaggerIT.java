package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import opennlp.tools.postag.POSEvaluator;
import opennlp.tools.postag.POSSample;
import opennlp.tools.util.Sequence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.eval.AccuracyScorer;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.opennlp.NeuralNameFinder;
import org.neuralannotators.opennlp.NeuralNameFinderBuilder;
import org.neuralannotators.opennlp.NeuralPosTagger;
import org.neuralannotators.opennlp.NeuralPosTaggerBuilder;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/** The tagger under OpenNLP's evaluator, and shared by threads. */
class OpenNlpPosTaggerIT {
  private static final int THREADS = 8;

  private static NeuralPosTagger tagger;

  @BeforeAll
  static void load() throws IOException {
    tagger = NeuralPosTagger.builder().load();
  }

  @AfterAll
  static void close() {
    tagger.close();
  }

  @Test
  void tagsTheSampleSentenceAsAPersonDoes() {
    assertThat(tagger.tag(PosSentences.SENTENCE.split(" ")))
        .containsExactlyElementsOf(PosSentences.UNIVERSAL_TAGS);
  }

  @Test
  void evaluatorAndScorerAgreeOnOpenNlpsSamples() throws IOException {
    try (NeuralPosTagger penn = NeuralPosTagger.builder().modelVariant("ptb").load()) {
      AccuracyScorer scorer = assertAgreement(penn, "en-pos-ptb", PosSentences.samples());
      assertThat(scorer.accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void evaluatorAndScorerAgreeOnUniversalDependencies() throws IOException {
    Path file = Path.of("../../shared/data/pos/ud-en-ewt.test.tsv");
    assumeTrue(Files.exists(file), "there is no " + file);
    List<POSSample> samples =
        new ColumnFormat(0, 1, "\t").read(file).stream().map(OpenNlpPosTaggerIT::sample).toList();

    AccuracyScorer scorer = assertAgreement(tagger, "en-pos", samples);

    assertThat(scorer.tokens()).isEqualTo(25094);
    assertThat(scorer.accuracy()).isGreaterThan(0.94);
  }

  private static POSSample sample(TaggedSentence sentence) {
    return new POSSample(
        sentence.tokens().toArray(String[]::new), sentence.tags().toArray(String[]::new));
  }

  private static AccuracyScorer assertAgreement(
      NeuralPosTagger tested, String bundle, List<POSSample> samples) throws IOException {
    POSEvaluator evaluator = new POSEvaluator(tested);
    samples.forEach(evaluator::evaluateSample);

    AccuracyScorer scorer = score(bundle, samples);
    assertThat(scorer.tokens()).isEqualTo(evaluator.getWordCount());
    assertThat(scorer.accuracy()).isCloseTo(evaluator.getWordAccuracy(), within(1e-9));
    return scorer;
  }

  private static AccuracyScorer score(String bundle, List<POSSample> samples) throws IOException {
    AccuracyScorer scorer = new AccuracyScorer();
    try (SequenceTagger model = SequenceTaggers.load(bundle)) {
      List<Tagging> taggings =
          model.tag(samples.stream().map(sample -> List.of(sample.getSentence())).toList());
      for (int i = 0; i < samples.size(); i++) {
        scorer.add(List.of(samples.get(i).getTags()), taggings.get(i).tags());
      }
    }
    return scorer;
  }

  @Test
  void manyThreadsGetWhatOneThreadGets() throws Exception {
    List<POSSample> samples = PosSentences.samples();
    List<List<String>> alone = tags(samples);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<List<List<String>>>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      results.add(threads.submit(() -> tags(samples)));
    }
    threads.shutdown();
    for (Future<List<List<String>>> result : results) {
      assertThat(result.get()).isEqualTo(alone);
    }
  }

  private static List<List<String>> tags(List<POSSample> samples) {
    return samples.stream().map(sample -> List.of(tagger.tag(sample.getSentence()))).toList();
  }

  @Test
  void aDocumentAtOnceGivesWhatItsSentencesGive() throws IOException {
    String[][] sentences =
        PosSentences.samples().stream().map(POSSample::getSentence).toArray(String[][]::new);
    String[][] together = tagger.tagAll(sentences);
    for (int i = 0; i < sentences.length; i++) {
      assertThat(together[i]).isEqualTo(tagger.tag(sentences[i]));
    }
  }

  @Test
  void theBestSequenceHasTheTagsWithTheirProbabilities() {
    Sequence[] sequences = tagger.topKSequences(PosSentences.SENTENCE.split(" "));

    assertThat(sequences).hasSize(1);
    assertThat(sequences[0].getOutcomes()).isEqualTo(PosSentences.UNIVERSAL_TAGS);
    assertThat(sequences[0].getProbs()).hasSameSizeAs(PosSentences.UNIVERSAL_TAGS.toArray());
    assertThat(sequences[0].getProbs())
        .satisfies(
            probs -> {
              for (double probability : probs) {
                assertThat(probability).isBetween(0.0, 1.0);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\uD83D\uDE00", "\uD800", "\0\u001B[0m", "\u05E9\u05DC\u05D5\u05DD"})
  void survivesOddTokens(String token) {
    assertThat(tagger.tag(new String[] {token, "Berlin", token})).hasSize(3).doesNotContainNull();
  }

  @Test
  void eachToolRefusesTheOthersBundle() {
    NeuralPosTaggerBuilder pos = NeuralPosTagger.builder().modelLocation("en-ner");
    assertThatThrownBy(pos::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[en-ner] has the tag scheme [BIOES]");
    NeuralNameFinderBuilder names = NeuralNameFinder.builder().modelLocation("en-pos");
    assertThatThrownBy(names::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[en-pos] has the tag scheme [NONE]");
  }
}
