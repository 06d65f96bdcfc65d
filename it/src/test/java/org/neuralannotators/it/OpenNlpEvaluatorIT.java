package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import opennlp.tools.formats.Conll02NameSampleStream;
import opennlp.tools.formats.Conll03NameSampleStream;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderEvaluator;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.Span;
import opennlp.tools.util.eval.FMeasure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.eval.EntityScorer;
import org.neuralannotators.eval.PrecisionRecall;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.opennlp.NeuralNameFinder;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/** OpenNLP's evaluator over our name finder agrees with our scorer over the model itself. */
class OpenNlpEvaluatorIT {
  /** To the types that OpenNLP's own models have. */
  private static final LabelMap TYPES =
      LabelMap.parse(
          "PER=person,LOC=location,ORG=organization,corporation=organization,group=organization,"
              + "person=person,location=location,*=O");

  private static SequenceTagger tagger;
  private static NeuralNameFinder finder;

  @BeforeAll
  static void load() throws IOException {
    tagger = SequenceTaggers.load("en-ner");
    finder = NeuralNameFinder.builder().tagMap(TYPES).load();
  }

  @AfterAll
  static void close() {
    finder.close();
    tagger.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wikigold", "broad-twitter", "wnut17", "sec-filings", "uner-en-ewt"})
  void evaluatorAndScorerAgreeOnDataSets(String set) throws IOException {
    Path file = Path.of("../../shared/data/ner", set, "test.tsv");
    assumeTrue(Files.exists(file), "there is no " + file);
    assertAgreement(
        ColumnFormat.TAB_SEPARATED.read(file).stream().map(OpenNlpEvaluatorIT::sample).toList());
  }

  private static NameSample sample(TaggedSentence sentence) {
    Span[] names =
        TYPES.map(sentence.spans()).stream()
            .map(span -> new Span(span.begin(), span.end(), span.label()))
            .toArray(Span[]::new);
    return new NameSample(sentence.tokens().toArray(String[]::new), names, true);
  }

  @Test
  void evaluatorAndScorerAgreeOnTheSampleThatOpenNlpReads() throws IOException {
    int types =
        Conll02NameSampleStream.GENERATE_PERSON_ENTITIES
            | Conll02NameSampleStream.GENERATE_ORGANIZATION_ENTITIES
            | Conll02NameSampleStream.GENERATE_LOCATION_ENTITIES;
    List<NameSample> samples = new ArrayList<>();
    try (ObjectStream<NameSample> stream =
        new Conll03NameSampleStream(
            Conll03NameSampleStream.LANGUAGE.EN,
            () -> Conll03NameSampleStream.class.getResourceAsStream("conll2003-en.sample"),
            types)) {
      for (NameSample sample = stream.read(); sample != null; sample = stream.read()) {
        samples.add(sample);
      }
    }
    assertAgreement(samples);
  }

  private static void assertAgreement(List<NameSample> samples) throws IOException {
    TokenNameFinderEvaluator evaluator = new TokenNameFinderEvaluator(finder);
    samples.forEach(evaluator::evaluateSample);
    FMeasure measure = evaluator.getFMeasure();

    PrecisionRecall scored = score(samples);
    assertThat(scored.correct()).isPositive();
    assertThat(measure.getFMeasure()).isCloseTo(scored.f1(), offset(1e-9));
    assertThat(measure.getPrecisionScore()).isCloseTo(scored.precision(), offset(1e-9));
    assertThat(measure.getRecallScore()).isCloseTo(scored.recall(), offset(1e-9));
  }

  private static PrecisionRecall score(List<NameSample> samples) {
    List<Tagging> taggings =
        tagger.tag(samples.stream().map(sample -> List.of(sample.getSentence())).toList());
    EntityScorer scorer = new EntityScorer();
    for (int i = 0; i < samples.size(); i++) {
      List<TaggedSpan> gold =
          Stream.of(samples.get(i).getNames())
              .map(name -> new TaggedSpan(name.getStart(), name.getEnd(), name.getType()))
              .toList();
      scorer.addSpans(gold, TYPES.map(taggings.get(i).spans()));
    }
    return scorer.overall();
  }
}
