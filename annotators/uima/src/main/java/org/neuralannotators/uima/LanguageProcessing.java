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
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_component.AnalysisComponent;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.TypeOrFeature;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ExternalResourceDependency;
import org.apache.uima.resource.ExternalResourceDescription;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.SharedResourceObject;
import org.apache.uima.resource.metadata.Capability;
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

  /** Prefix of the parameters with OpenNLP's names. */
  private static final String OPENNLP = "opennlp.";

  /** Those of the language and of the tokens, which this pipeline makes itself. */
  private static final Set<String> NOT_OFFERED =
      Set.of(
          SequenceAnnotator.PARAM_LANGUAGE,
          SequenceAnnotator.PARAM_TYPE_PRESET,
          SequenceAnnotator.PARAM_SENTENCE_TYPE,
          SequenceAnnotator.PARAM_TOKEN_TYPE);

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
    return aggregate(
        language,
        createEngineDescription(NamedEntityRecognizer.class, types(), parameters),
        "Named Entity Aggregate",
        "Sentences, tokens and named entities of plain text.");
  }

  /**
   * Sentences, tokens and their parts of speech.
   *
   * @param language of the documents, such as {@code en}
   * @param parameters names and values for {@link PosTagger}
   * @throws ResourceInitializationException when there are no OpenNLP models for the language
   */
  public static AnalysisEngineDescription partsOfSpeech(String language, Object... parameters)
      throws ResourceInitializationException {
    return aggregate(
        language,
        createEngineDescription(PosTagger.class, types(), parameters),
        "Part of Speech Aggregate",
        "Sentences, tokens and their parts of speech of plain text.");
  }

  /**
   * Sentences, tokens and their vectors.
   *
   * @param language of the documents, such as {@code en}
   * @param parameters names and values for {@link ContextualEmbedder}
   * @throws ResourceInitializationException when there are no OpenNLP models for the language
   */
  public static AnalysisEngineDescription embeddings(String language, Object... parameters)
      throws ResourceInitializationException {
    return aggregate(
        language,
        createEngineDescription(ContextualEmbedder.class, types(), parameters),
        "Embedding Aggregate",
        "Sentences, tokens and their vectors of plain text.");
  }

  /**
   * Sentences, tokens and a translation.
   *
   * @param language of the documents, such as {@code en}
   * @param parameters names and values for {@link DocumentTranslator}
   * @throws ResourceInitializationException when there are no OpenNLP models for the language
   */
  public static AnalysisEngineDescription translations(String language, Object... parameters)
      throws ResourceInitializationException {
    return aggregate(
        language,
        createEngineDescription(DocumentTranslator.class, types(), parameters),
        "Translation Aggregate",
        "Sentences, tokens and a translation of plain text.");
  }

  private static AnalysisEngineDescription aggregate(
      String language, AnalysisEngineDescription engine, String name, String description)
      throws ResourceInitializationException {
    AggregateBuilder pipeline = new AggregateBuilder();
    pipeline.add("SentenceDetector", sentences(language));
    addTokenizer(pipeline);
    String key = engine.getAnnotatorImplementationName().replaceFirst(".*[.]", "");
    pipeline.add(key, engine);
    AnalysisEngineDescription aggregate = pipeline.createAggregateDescription();
    offerParameters(aggregate, engine, key);
    aggregate
        .getAnalysisEngineMetaData()
        .setCapabilities(new Capability[] {capability(language, engine)});
    aggregate.getMetaData().setName(name);
    aggregate.getMetaData().setDescription(description);
    return aggregate;
  }

  /** Plain text of the language gets sentences, tokens and what the engine gives. */
  private static Capability capability(String language, AnalysisEngineDescription engine) {
    Capability capability = UIMAFramework.getResourceSpecifierFactory().createCapability();
    capability.setLanguagesSupported(new String[] {language});
    capability.addOutputType(TypeNames.SENTENCE, false);
    capability.addOutputType(TypeNames.TOKEN, false);
    for (Capability given : engine.getAnalysisEngineMetaData().getCapabilities()) {
      for (TypeOrFeature output : given.getOutputs()) {
        if (output.isType()) {
          capability.addOutputType(output.getName(), false);
        } else {
          capability.addOutputFeature(output.getName());
        }
      }
    }
    return capability;
  }

  /** Parameters of the aggregate that, where they are set, go before those of the engine. */
  private static void offerParameters(
      AnalysisEngineDescription aggregate, AnalysisEngineDescription engine, String key) {
    for (ConfigurationParameter parameter :
        engine.getMetaData().getConfigurationParameterDeclarations().getConfigurationParameters()) {
      String name = parameter.getName();
      if (!NOT_OFFERED.contains(name) && !name.startsWith(OPENNLP)) {
        ConfigurationParameter offered = (ConfigurationParameter) parameter.clone();
        offered.setMandatory(false);
        offered.setOverrides(new String[] {key + "/" + name});
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
