package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;

/** Engines and pipelines one behind another, with the bundles that ship. */
class UimaNeighboursIT {
  private static final String TEXT =
      "Angela Merkel was born in Hamburg. Marie Curie was born in Warsaw.";

  private static CAS run(AnalysisEngineDescription... engines) throws Exception {
    CAS cas = CasFactory.createText(TEXT, "en");
    SimplePipeline.runPipeline(cas, engines);
    return cas;
  }

  private static List<Double> confidences(CAS cas) {
    List<Double> confidences = new ArrayList<>();
    for (AnnotationFS entity : CasUtil.select(cas, CasUtil.getType(cas, TypeNames.NAMED_ENTITY))) {
      confidences.add(FSUtil.getFeature(entity, TypeNames.CONFIDENCE, Double.class));
    }
    return confidences;
  }

  private static void assertAsAlone(CAS cas) throws Exception {
    CAS alone = run(LanguageProcessing.namedEntities("en"));
    assertThat(Entities.of(cas))
        .containsExactly("Angela Merkel PER", "Hamburg LOC", "Marie Curie PER", "Warsaw LOC")
        .isEqualTo(Entities.of(alone));
    List<Double> expected = confidences(alone);
    List<Double> actual = confidences(cas);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), within(1e-5));
    }
  }

  @Test
  void entitiesBehindAnotherPipelineAreThoseOfOnePipeline() throws Exception {
    CAS cas = run(LanguageProcessing.partsOfSpeech("en"), LanguageProcessing.namedEntities("en"));
    assertAsAlone(cas);
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN)))
        .extracting(token -> FSUtil.getFeature(token, TypeNames.POS, String.class))
        .startsWith("PROPN");
  }

  @Test
  void everyTokenHasItsTagWhereAnotherPipelineSplitsBehind() throws Exception {
    CAS cas = run(LanguageProcessing.namedEntities("en"), LanguageProcessing.partsOfSpeech("en"));
    assertAsAlone(cas);
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN)))
        .hasSize(14)
        .extracting(token -> FSUtil.getFeature(token, TypeNames.POS, String.class))
        .doesNotContainNull();
  }

  @Test
  void aPipelineThatRunsTwiceGivesWhatItGivesOnce() throws Exception {
    assertAsAlone(
        run(LanguageProcessing.namedEntities("en"), LanguageProcessing.namedEntities("en")));
  }

  @Test
  void entitiesOfTwoModelsStandSideBySide() throws Exception {
    CAS cas =
        run(
            LanguageProcessing.namedEntities("en"),
            createEngineDescription(
                NamedEntityRecognizer.class,
                NamedEntityRecognizer.PARAM_MODEL_LOCATION,
                "en-ner-bert"));
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.NAMED_ENTITY)))
        .extracting(entity -> FSUtil.getFeature(entity, TypeNames.MODEL_ID, String.class))
        .contains("en-ner", "en-ner-bert")
        .hasSize(8);
  }
}
