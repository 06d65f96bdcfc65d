package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.TypeOrFeature;
import org.apache.uima.analysis_engine.metadata.CapabilityLanguageFlow;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.flow.impl.CapabilityLanguageFlowController;
import org.apache.uima.resource.metadata.Capability;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.types.TypeNames;

/** What engines and pipelines say of themselves to UIMA, and flows that go by it. */
class CapabilitiesTest {
  private static final String POS = TypeNames.TOKEN + ":" + TypeNames.POS;
  private static final List<String> SPLITTERS = List.of(TypeNames.SENTENCE, TypeNames.TOKEN);

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);

  private static List<String> outputs(AnalysisEngineDescription description) {
    return Stream.of(capability(description).getOutputs()).map(TypeOrFeature::getName).toList();
  }

  private static Capability capability(AnalysisEngineDescription description) {
    Capability[] all = description.getAnalysisEngineMetaData().getCapabilities();
    assertThat(all).hasSize(1);
    return all[0];
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void enginesDeclareWhatTheyWriteAndNoSplitting(Engines each) throws Exception {
    assertThat(outputs(each.declared()))
        .containsAll(each.outputs())
        .doesNotContainAnyElementsOf(SPLITTERS);
  }

  /** The model says the language, and that is a parameter. */
  @ParameterizedTest
  @EnumSource(Engines.class)
  void enginesAreForAnyLanguage(Engines each) throws Exception {
    assertThat(capability(each.declared()).getLanguagesSupported()).isEmpty();
  }

  @Test
  void pipelinesDeclareTheirLanguageAndAllThatTheyWrite() throws Exception {
    AnalysisEngineDescription names = LanguageProcessing.namedEntities("en");
    assertThat(outputs(names)).containsAll(SPLITTERS).contains(TypeNames.NAMED_ENTITY);
    assertThat(capability(names).getInputs()).isEmpty();
    assertThat(capability(names).getLanguagesSupported()).containsExactly("en");
    assertThat(outputs(LanguageProcessing.partsOfSpeech("en")))
        .containsAll(SPLITTERS)
        .contains(POS);
    assertThat(outputs(LanguageProcessing.embeddings("en")))
        .containsAll(SPLITTERS)
        .contains(TypeNames.TOKEN_EMBEDDING, TypeNames.SENTENCE_EMBEDDING);
    assertThat(outputs(LanguageProcessing.translations("en")))
        .containsAll(SPLITTERS)
        .contains(TypeNames.TRANSLATION);
  }

  /** Runs engines by UIMA's flow for English texts that shall get these types and features. */
  private CAS run(String language, List<String> wanted, AnalysisEngineDescription... engines)
      throws Exception {
    AggregateBuilder builder = new AggregateBuilder();
    String[] keys = new String[engines.length];
    for (int i = 0; i < engines.length; i++) {
      keys[i] = "engine" + i;
      builder.add(keys[i], engines[i]);
    }
    builder.setFlowControllerDescription(CapabilityLanguageFlowController.getDescription());
    AnalysisEngineDescription aggregate = builder.createAggregateDescription();
    CapabilityLanguageFlow flow =
        UIMAFramework.getResourceSpecifierFactory().createCapabilityLanguageFlow();
    flow.setCapabilityLanguageFlow(keys);
    aggregate.getAnalysisEngineMetaData().setFlowConstraints(flow);
    Capability capability = UIMAFramework.getResourceSpecifierFactory().createCapability();
    capability.setLanguagesSupported(new String[] {"en", "de"});
    for (String name : wanted) {
      if (name.contains(":")) {
        capability.addOutputFeature(name);
      } else {
        capability.addOutputType(name, false);
      }
    }
    aggregate.getAnalysisEngineMetaData().setCapabilities(new Capability[] {capability});
    CAS cas = CasFactory.createCas(types);
    cas.setDocumentText("Ada left Turin.");
    cas.setDocumentLanguage(language);
    AnalysisEngine engine = createEngine(aggregate);
    engine.process(cas);
    engine.destroy();
    return cas;
  }

  private static AnalysisEngineDescription names() throws Exception {
    return LanguageProcessing.namedEntities(
        "en",
        NamedEntityRecognizer.RES_MODEL,
        createNamedResourceDescription(
            "names", FakeModel.class, NeuralModelResource.PARAM_MODEL_LOCATION, "fake"));
  }

  private static AnalysisEngineDescription partsOfSpeech() throws Exception {
    return LanguageProcessing.partsOfSpeech(
        "en",
        PosTagger.RES_MODEL,
        createNamedResourceDescription(
            "tags", FakePosModel.class, NeuralModelResource.PARAM_MODEL_LOCATION, "fake"));
  }

  @Test
  void aFlowByCapabilitiesRunsWhatGivesTheOutputsOfItsLanguage() throws Exception {
    CAS cas = run("en-US", List.of(TypeNames.NAMED_ENTITY, POS), names(), partsOfSpeech());
    assertThat(Documents.texts(cas, TypeNames.NAMED_ENTITY)).containsExactly("Ada", "Turin");
    assertThat(Documents.annotations(cas, TypeNames.TOKEN))
        .isNotEmpty()
        .allSatisfy(token -> assertThat(Documents.feature(token, TypeNames.POS)).isNotNull());
  }

  @Test
  void aFlowByCapabilitiesPassesOverWhatNobodyAskedFor() throws Exception {
    CAS cas = run("en", List.of(POS), names(), partsOfSpeech());
    assertThat(Documents.annotations(cas, TypeNames.NAMED_ENTITY)).isEmpty();
    assertThat(Documents.annotations(cas, TypeNames.TOKEN)).isNotEmpty();
  }

  @Test
  void aFlowByCapabilitiesPassesOverPipelinesOfOtherLanguages() throws Exception {
    CAS cas = run("de", List.of(TypeNames.NAMED_ENTITY), names());
    assertThat(Documents.annotations(cas, TypeNames.SENTENCE)).isEmpty();
  }

  @Test
  void enginesRunBehindAPipelineThatSplits() throws Exception {
    CAS cas =
        run(
            "en",
            List.of(TypeNames.SENTENCE, TypeNames.TOKEN, TypeNames.NAMED_ENTITY, POS),
            names(),
            Engines.POS_TAGGER.description(types));
    assertThat(Documents.texts(cas, TypeNames.NAMED_ENTITY)).containsExactly("Ada", "Turin");
    assertThat(Documents.texts(cas, TypeNames.PART_OF_SPEECH))
        .containsExactly("Ada", "left", "Turin", ".");
  }

  @Test
  void theTranslatorDoesntTakeTheTokenizersPlace() throws Exception {
    CAS cas =
        run(
            "en",
            List.of(TypeNames.SENTENCE, TypeNames.TOKEN, TypeNames.TRANSLATION, POS),
            Engines.TRANSLATOR.description(types),
            partsOfSpeech());
    assertThat(Documents.annotations(cas, TypeNames.TOKEN)).isNotEmpty();
  }
}
