package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.AllowedValue;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.resource.metadata.impl.AllowedValue_impl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.ClassOutput;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.types.TypeNames;

class TextClassifierAnnotatorTest {
  private static final TypeSystemDescription TYPES =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private static final List<List<String>> CALLS = new ArrayList<>();
  private static int open;

  private final Documents documents = new Documents(TYPES, TypeNames.SENTENCE, TypeNames.TOKEN);

  /** Says that texts with "good" are positive, and is surer of short ones. */
  private static final class FakeClassifier implements TextClassifier {
    @Override
    public List<Classification> classify(List<String> texts) {
      CALLS.add(texts);
      return texts.stream()
          .map(
              text -> {
                double confidence = text.length() < 10 ? 0.75 : 0.5;
                if (text.contains("many")) {
                  return new Classification(
                      "a", 0.75, Map.of("a", 0.75, "b", 0.5, "c", 0.25), ClassOutput.MANY_LABELS);
                }
                if (text.contains("number")) {
                  return new Classification("2.5", 1, Map.of("score", 2.5), ClassOutput.NUMBERS);
                }
                String label = text.contains("good") ? "positive" : "negative";
                return new Classification(label, confidence, Map.of(label, confidence));
              })
          .toList();
    }

    @Override
    public List<Classification> classifyPairs(List<TextPair> pairs) {
      throw new AssertionError("no engine has pairs");
    }

    @Override
    public boolean pairs() {
      return false;
    }

    @Override
    public ModelManifest manifest() {
      return ModelManifest.builder("bert-classifier", "fake").language("en").build();
    }

    @Override
    public void close() {
      open--;
    }
  }

  /** The engine with the fake. */
  public static final class Engine extends TextClassifierAnnotator {
    @Override
    TextClassifier load(String location, PredictorOptions options) throws IOException {
      if (location.equals("missing")) {
        throw new IOException("no such bundle");
      }
      open++;
      return new FakeClassifier();
    }
  }

  @BeforeEach
  void forgetCalls() {
    CALLS.clear();
  }

  private static AnalysisEngine engine(Object... parameters)
      throws ResourceInitializationException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    if (!all.contains(TextClassifierAnnotator.PARAM_MODEL_LOCATION)) {
      all.addAll(List.of(TextClassifierAnnotator.PARAM_MODEL_LOCATION, "fake"));
    }
    return createEngine(createEngineDescription(Engine.class, TYPES, all.toArray()));
  }

  private static List<String> categories(CAS view) {
    return Documents.annotations(view, TypeNames.CATEGORY).stream()
        .map(
            found ->
                String.join(
                    " ",
                    found.getBegin() + "-" + found.getEnd(),
                    Documents.feature(found, TypeNames.VALUE),
                    Documents.feature(found, TypeNames.CONFIDENCE),
                    Documents.feature(found, TypeNames.MODEL_ID)))
        .toList();
  }

  @Test
  void everySentenceGetsAClassInOneCall() throws Exception {
    CAS cas = documents.document("All good", "Not bad enough");
    engine().process(cas);
    assertThat(categories(cas)).containsExactly("0-8 positive 0.75 fake", "9-23 negative 0.5 fake");
    assertThat(CALLS).containsExactly(List.of("All good", "Not bad enough"));
  }

  @Test
  void eachLikelyOneOfManyLabelsIsWritten() throws Exception {
    CAS cas = documents.document("many");
    engine().process(cas);
    assertThat(categories(cas)).containsExactlyInAnyOrder("0-4 a 0.75 fake", "0-4 b 0.5 fake");
    engine(TextClassifierAnnotator.PARAM_MIN_CONFIDENCE, 0.2).process(cas);
    assertThat(categories(cas)).hasSize(3).contains("0-4 c 0.25 fake");
    engine(TextClassifierAnnotator.PARAM_MIN_CONFIDENCE, 0.8).process(cas);
    assertThat(categories(cas)).isEmpty();
  }

  @Test
  void numberIsTheValueAndIsReplacedByTheNextRun() throws Exception {
    CAS cas = documents.document("number");
    engine().process(cas);
    engine(TextClassifierAnnotator.PARAM_MIN_CONFIDENCE, 0.8).process(cas);
    assertThat(categories(cas)).containsExactly("0-6 2.5 1.0 fake");
  }

  @Test
  void wholeDocumentGetsOneClassWithoutSentences() throws Exception {
    CAS cas = CasFactory.createCas(TYPES);
    cas.setDocumentText("It is good. Really.");
    engine(TextClassifierAnnotator.PARAM_UNIT, "DOCUMENT").process(cas);
    assertThat(categories(cas)).containsExactly("0-19 positive 0.5 fake");
  }

  @Test
  void blankTextsGetNoClass() throws Exception {
    for (String unit : List.of("SENTENCE", "DOCUMENT")) {
      CAS cas = CasFactory.createCas(TYPES);
      engine(TextClassifierAnnotator.PARAM_UNIT, unit).process(cas);
      cas.setDocumentText(" \n ");
      Documents.annotate(cas, TypeNames.SENTENCE, 0, 2);
      engine(TextClassifierAnnotator.PARAM_UNIT, unit).process(cas);
      assertThat(categories(cas)).isEmpty();
    }
  }

  @Test
  void uncertainClassesAreNotWritten() throws Exception {
    CAS cas = documents.document("All good", "Not bad enough");
    engine(TextClassifierAnnotator.PARAM_MIN_CONFIDENCE, 0.6).process(cas);
    assertThat(categories(cas)).containsExactly("0-8 positive 0.75 fake");
  }

  @Test
  void typesOfOthersAreWrittenWithTheFeaturesThatTheyHave() throws Exception {
    TypeSystemDescription types =
        TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
    types
        .addType("my.Mood", "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("value", "", "uima.cas.String");
    CAS cas = CasFactory.createCas(types);
    documents.fill(cas, "All good");
    engine(TextClassifierAnnotator.PARAM_CATEGORY_TYPE, "my.Mood").process(cas);
    assertThat(Documents.annotations(cas, "my.Mood"))
        .singleElement()
        .satisfies(mood -> assertThat(Documents.feature(mood, "value")).isEqualTo("positive"));
  }

  @Test
  void featuresOfOthersHoldWhatFitsThem() throws Exception {
    TypeSystemDescription types =
        TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
    types
        .addType("my.Tone", "", CAS.TYPE_NAME_STRING)
        .setAllowedValues(new AllowedValue[] {new AllowedValue_impl("positive", "")});
    TypeDescription mood = types.addType("my.Mood", "", CAS.TYPE_NAME_ANNOTATION);
    mood.addFeature("value", "", "my.Tone");
    mood.addFeature("confidence", "", CAS.TYPE_NAME_FLOAT);
    mood.addFeature("modelId", "", CAS.TYPE_NAME_INTEGER);
    types.addType("my.Mark", "", CAS.TYPE_NAME_ANNOTATION);
    CAS cas = CasFactory.createCas(types);
    documents.fill(cas, "All good", "Not bad enough");
    try (LogCapture log = new LogCapture()) {
      engine(TextClassifierAnnotator.PARAM_CATEGORY_TYPE, "my.Mood").process(cas);
      engine(TextClassifierAnnotator.PARAM_CATEGORY_TYPE, "my.Mark").process(cas);
      assertThat(log.toString())
          .containsOnlyOnce("Feature [my.Mood:value] takes [positive] only")
          .containsOnlyOnce("Feature [my.Mood:modelId] holds values of type [uima.cas.Integer]")
          .containsOnlyOnce(
              "Type [my.Mark] has no feature [value], so that the label isn't written.");
    }
    assertThat(Documents.annotations(cas, "my.Mood"))
        .extracting(
            found -> Documents.feature(found, "value") + Documents.feature(found, "confidence"))
        .containsExactly("positive0.75", "null0.5");
  }

  @Test
  void badParametersAreRefused() {
    assertThatThrownBy(() -> engine(TextClassifierAnnotator.PARAM_UNIT, "PARAGRAPH"))
        .hasStackTraceContaining("[PARAGRAPH]")
        .hasStackTraceContaining("[SENTENCE, DOCUMENT]");
    assertThatThrownBy(() -> engine(TextClassifierAnnotator.PARAM_MIN_CONFIDENCE, 2.0))
        .hasStackTraceContaining("[minConfidence]");
    assertThatThrownBy(() -> engine(TextClassifierAnnotator.PARAM_MODEL_LOCATION, "missing"))
        .hasStackTraceContaining("[missing]")
        .hasStackTraceContaining("no such bundle");
  }

  @Test
  void unknownTypeAndSentenceOutsideTheTextAreNamed() throws Exception {
    CAS cas = documents.document("All good");
    AnalysisEngine unknown = engine(TextClassifierAnnotator.PARAM_CATEGORY_TYPE, "my.Mood");
    assertThatThrownBy(() -> unknown.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContaining("[my.Mood]");
    Documents.annotate(cas, TypeNames.SENTENCE, 5, 99);
    AnalysisEngine engine = engine();
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContaining("[99]");
  }

  @Test
  void classifierIsClosedWithTheEngineAndWorksAfterReconfiguration() throws Exception {
    int before = open;
    AnalysisEngine engine = engine();
    engine.setConfigParameterValue(TextClassifierAnnotator.PARAM_UNIT, "DOCUMENT");
    engine.reconfigure();
    CAS cas = documents.document("All good");
    engine.process(cas);
    assertThat(categories(cas)).hasSize(1);
    engine.destroy();
    assertThat(open).isEqualTo(before);
  }
}
