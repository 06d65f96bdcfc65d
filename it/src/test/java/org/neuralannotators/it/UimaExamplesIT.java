package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.neuralannotators.uima.PosTagger;

/** The examples for users of UIMA in README.md and docs/uima.md, between the markers. */
class UimaExamplesIT {
  @Test
  void plainText() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream standardOutput = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      // Example begin
      CAS cas = CasFactory.createText("Angela Merkel was born in Hamburg.", "en");
      SimplePipeline.runPipeline(cas, LanguageProcessing.namedEntities("en"));
      for (AnnotationFS entity :
          CasUtil.select(cas, CasUtil.getType(cas, TypeNames.NAMED_ENTITY))) {
        String label = FSUtil.getFeature(entity, TypeNames.VALUE, String.class);
        double confidence = FSUtil.getFeature(entity, TypeNames.CONFIDENCE, Double.class);
        System.out.printf("%s %s %.2f%n", entity.getCoveredText(), label, confidence);
      }
      // Example end
    } finally {
      System.setOut(standardOutput);
    }
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).matches("Angela Merkel PER [01]\\.\\d\\d"))
        .anySatisfy(line -> assertThat(line).matches("Hamburg LOC [01]\\.\\d\\d"));
  }

  @Test
  void partsOfSpeech() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream standardOutput = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      // Example begin
      CAS cas = CasFactory.createText("I wrote him a letter.", "en");
      SimplePipeline.runPipeline(cas, LanguageProcessing.partsOfSpeech("en"));
      for (AnnotationFS token : CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN))) {
        String tag = FSUtil.getFeature(token, TypeNames.POS, String.class);
        System.out.println(token.getCoveredText() + " " + tag);
      }
      // Example end
    } finally {
      System.setOut(standardOutput);
    }
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .hasSize(6)
        .contains("wrote VERB", "letter NOUN", ". PUNCT");
  }

  @Test
  void twoEnginesBehindOneTokenizer() throws Exception {
    // Example begin
    CAS cas = CasFactory.createText("Marie Curie was born in Warsaw.", "en");
    SimplePipeline.runPipeline(
        cas,
        LanguageProcessing.sentences("en"),
        LanguageProcessing.tokens("en"),
        createEngineDescription(NamedEntityRecognizer.class),
        createEngineDescription(PosTagger.class));
    // Example end

    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.NAMED_ENTITY)))
        .extracting(AnnotationFS::getCoveredText)
        .containsExactly("Marie Curie", "Warsaw");
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN)))
        .extracting(token -> FSUtil.getFeature(token, TypeNames.POS, String.class))
        .containsExactly("PROPN", "PROPN", "AUX", "VERB", "ADP", "PROPN", "PUNCT");
  }

  @Test
  void typesOfOnesOwn() throws Exception {
    TypeSystemDescription types = TypeSystemDescriptionFactory.createTypeSystemDescription();
    for (String name : new String[] {"Sentence", "Token", "Person", "Place"}) {
      types.addType("my.types." + name, "", CAS.TYPE_NAME_ANNOTATION);
    }
    CAS cas = CasFactory.createCas(types);
    cas.setDocumentText("Hamburg calls .");
    for (int[] token : new int[][] {{0, 7}, {8, 13}, {14, 15}}) {
      cas.addFsToIndexes(
          cas.createAnnotation(CasUtil.getType(cas, "my.types.Token"), token[0], token[1]));
    }
    // Example begin
    AnalysisEngineDescription recognizer =
        createEngineDescription(
            NamedEntityRecognizer.class,
            NamedEntityRecognizer.PARAM_SENTENCE_TYPE,
            "my.types.Sentence",
            NamedEntityRecognizer.PARAM_TOKEN_TYPE,
            "my.types.Token",
            NamedEntityRecognizer.PARAM_TAG_MAP,
            "PER=my.types.Person,LOC=my.types.Place,*=O");
    // Example end

    SimplePipeline.runPipeline(cas, recognizer);

    assertThat(CasUtil.select(cas, CasUtil.getType(cas, "my.types.Place")))
        .extracting(AnnotationFS::getCoveredText)
        .containsExactly("Hamburg");
  }
}
