package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.bindResource;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedFileResourceDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createResourceDependency;

import java.util.Set;
import opennlp.uima.sentdetect.SentenceDetector;
import opennlp.uima.sentdetect.SentenceModelResource;
import opennlp.uima.sentdetect.SentenceModelResourceImpl;
import opennlp.uima.tokenize.Tokenizer;
import opennlp.uima.tokenize.TokenizerModelResource;
import opennlp.uima.tokenize.TokenizerModelResourceImpl;
import opennlp.uima.util.UimaUtil;
import org.apache.uima.analysis_component.AnalysisComponent;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ExternalResourceDependency;
import org.apache.uima.resource.ExternalResourceDescription;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.SharedResourceObject;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.InvalidXMLException;
import org.neuralannotators.types.TypeNames;

/**
 * Whole pipelines for plain text: OpenNLP's sentence detector and tokenizer, then our engines.
 * Needs {@code opennlp-uima} and OpenNLP's models of the language on the class path. Thread-safe.
 */
public final class LanguageProcessing {
  private static final String ENGLISH = "en";
  private static final String SENTENCE_MODEL = "opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";
  private static final String TOKEN_MODEL = "opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin";

  private static final String RECOGNIZER = "NamedEntityRecognizer";

  /** All but those of the tokens, which this pipeline makes itself. */
  private static final Set<String> OFFERED =
      Set.of(
          NamedEntityRecognizer.PARAM_MODEL_LOCATION,
          NamedEntityRecognizer.PARAM_MODEL_VARIANT,
          NamedEntityRecognizer.PARAM_NUM_THREADS,
          NamedEntityRecognizer.PARAM_BATCH_TOKENS,
          NamedEntityRecognizer.PARAM_SHARED_BATCHES,
          NamedEntityRecognizer.PARAM_MIN_CONFIDENCE,
          NamedEntityRecognizer.PARAM_TAG_MAP,
          NamedEntityRecognizer.PARAM_NAMED_ENTITY_MAPPING_LOCATION,
          NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE,
          NamedEntityRecognizer.PARAM_VALUE_FEATURE,
          NamedEntityRecognizer.PARAM_CONFIDENCE_FEATURE,
          NamedEntityRecognizer.PARAM_MODEL_ID_FEATURE);

  private LanguageProcessing() {}

  /**
   * Sentences, tokens and named entities.
   *
   * @param language of the documents, such as {@code en}
   * @param parameters names and values for {@link NamedEntityRecognizer}
   * @throws ResourceInitializationException when there are no OpenNLP models for the language
   */
  public static AnalysisEngineDescription namedEntities(String language, Object... parameters)
      throws ResourceInitializationException {
    AggregateBuilder pipeline = new AggregateBuilder();
    pipeline.add("SentenceDetector", sentences(language));
    addTokenizer(pipeline);
    AnalysisEngineDescription recognizer =
        createEngineDescription(NamedEntityRecognizer.class, types(), parameters);
    pipeline.add(RECOGNIZER, recognizer);
    AnalysisEngineDescription aggregate = pipeline.createAggregateDescription();
    offerParameters(aggregate, recognizer);
    aggregate.getMetaData().setName("Named Entity Aggregate");
    aggregate.getMetaData().setDescription("Sentences, tokens and named entities of plain text.");
    return aggregate;
  }

  /** Parameters of the aggregate that, where they are set, go before those of the recognizer. */
  private static void offerParameters(
      AnalysisEngineDescription aggregate, AnalysisEngineDescription recognizer) {
    for (ConfigurationParameter parameter :
        recognizer
            .getMetaData()
            .getConfigurationParameterDeclarations()
            .getConfigurationParameters()) {
      if (OFFERED.contains(parameter.getName())) {
        ConfigurationParameter offered = (ConfigurationParameter) parameter.clone();
        offered.setMandatory(false);
        offered.setOverrides(new String[] {RECOGNIZER + "/" + parameter.getName()});
        aggregate
            .getMetaData()
            .getConfigurationParameterDeclarations()
            .addConfigurationParameter(offered);
      }
    }
  }

  /**
   * The sentences of plain text.
   *
   * @throws ResourceInitializationException when there are no OpenNLP models for the language
   */
  public static AnalysisEngineDescription sentences(String language)
      throws ResourceInitializationException {
    requireModels(language);
    return withModel(
        openNlp(SentenceDetector.class, types()),
        SentenceModelResource.class,
        SentenceModelResourceImpl.class,
        SENTENCE_MODEL);
  }

  /** The tokens of sentences; errors as in {@link #sentences}. */
  public static AnalysisEngineDescription tokens(String language)
      throws ResourceInitializationException {
    requireModels(language);
    AggregateBuilder pipeline = new AggregateBuilder();
    addTokenizer(pipeline);
    return pipeline.createAggregateDescription();
  }

  private static void requireModels(String language) throws ResourceInitializationException {
    if (!language.equals(ENGLISH)) {
      throw Messages.initialization("no_opennlp_models", language, ENGLISH);
    }
  }

  private static void addTokenizer(AggregateBuilder pipeline)
      throws ResourceInitializationException {
    pipeline.add("LongWordIsolator", createEngineDescription(LongWordIsolator.class, types()));
    pipeline.add(
        "Tokenizer",
        withModel(
            openNlp(Tokenizer.class, types()),
            TokenizerModelResource.class,
            TokenizerModelResourceImpl.class,
            TOKEN_MODEL));
  }

  private static TypeSystemDescription types() {
    return TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  }

  private static AnalysisEngineDescription openNlp(
      Class<? extends AnalysisComponent> engine, TypeSystemDescription types)
      throws ResourceInitializationException {
    return createEngineDescription(
        engine,
        types,
        UimaUtil.SENTENCE_TYPE_PARAMETER,
        TypeNames.SENTENCE,
        UimaUtil.TOKEN_TYPE_PARAMETER,
        TypeNames.TOKEN);
  }

  private static AnalysisEngineDescription withModel(
      AnalysisEngineDescription engine,
      Class<?> api,
      Class<? extends SharedResourceObject> implementation,
      String file)
      throws ResourceInitializationException {
    // OpenNLP's engines have no uimaFIT annotations that would declare the dependency.
    engine.setExternalResourceDependencies(
        new ExternalResourceDependency[] {
          createResourceDependency(UimaUtil.MODEL_PARAMETER, api, false, null)
        });
    ExternalResourceDescription model = createNamedFileResourceDescription(file, file);
    model.setImplementationName(implementation.getName());
    try {
      bindResource(engine, UimaUtil.MODEL_PARAMETER, model);
    } catch (InvalidXMLException e) {
      throw new ResourceInitializationException(e);
    }
    return engine;
  }
}
