package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;

/** What the default pipelines make of text, with the models that ship. */
class UimaSplitIT {
  @Test
  void pipelinesInARowShareSentencesAndTokens() throws Exception {
    CAS cas =
        CasFactory.createText(
            "Angela Merkel was born in Hamburg. Marie Curie was born in Warsaw.", "en");
    SimplePipeline.runPipeline(
        cas, LanguageProcessing.partsOfSpeech("en"), LanguageProcessing.namedEntities("en"));

    assertThat(annotations(cas, TypeNames.SENTENCE)).hasSize(2);
    assertThat(annotations(cas, TypeNames.TOKEN)).hasSize(14);
    assertThat(annotations(cas, TypeNames.NAMED_ENTITY))
        .extracting(AnnotationFS::getCoveredText)
        .containsExactly("Angela Merkel", "Hamburg", "Marie Curie", "Warsaw");
    assertThat(annotations(cas, TypeNames.NAMED_ENTITY))
        .allMatch(entity -> FSUtil.getFeature(entity, TypeNames.CONFIDENCE, Double.class) > 0.9);
  }

  @Test
  void anEntityEndsBeforeItsClitic() throws Exception {
    CAS cas = CasFactory.createText("Microsoft's lawyers met Tim Cook’s in Berlin.", "en");
    SimplePipeline.runPipeline(cas, LanguageProcessing.namedEntities("en"));

    assertThat(annotations(cas, TypeNames.NAMED_ENTITY))
        .extracting(AnnotationFS::getCoveredText)
        .containsExactly("Microsoft", "Tim Cook", "Berlin");
  }

  private static Iterable<AnnotationFS> annotations(CAS cas, String type) {
    return CasUtil.select(cas, CasUtil.getType(cas, type));
  }
}
