package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;

import java.io.IOException;
import java.util.Set;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.TypeOrFeature;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.Capability;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.split.TextSplitters;
import org.neuralannotators.types.TypeNames;

/**
 * Whole pipelines for plain text: sentences and tokens where the document has none yet, then our
 * engines. English works as it is; for another language there must be a bundle such as {@code
 * de-tokens}, made by {@code train tokens}. Thread-safe.
 */
public final class LanguageProcessing {
  private static final String ENGLISH = "en";

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
   * @throws ResourceInitializationException when there is no model for the language's tokens
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
   * @throws ResourceInitializationException when there is no model for the language's tokens
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
   * @throws ResourceInitializationException when there is no model for the language's tokens
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
   * @throws ResourceInitializationException when there is no model for the language's tokens
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
    pipeline.add("SentenceSplitter", sentences(language));
    pipeline.add("TokenSplitter", tokens(language));
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
   * The sentences of plain text, where the document has none yet.
   *
   * @throws ResourceInitializationException when there is no model for the language
   */
  public static AnalysisEngineDescription sentences(String language)
      throws ResourceInitializationException {
    return splitter(SentenceSplitter.class, language);
  }

  /** The tokens of sentences that have none yet; errors as in {@link #sentences}. */
  public static AnalysisEngineDescription tokens(String language)
      throws ResourceInitializationException {
    return splitter(TokenSplitter.class, language);
  }

  private static AnalysisEngineDescription splitter(
      Class<? extends SplitterEngine> engine, String language)
      throws ResourceInitializationException {
    requireModel(language);
    return createEngineDescription(engine, types(), SplitterEngine.PARAM_LANGUAGE, language);
  }

  private static void requireModel(String language) throws ResourceInitializationException {
    if (!language.equals(ENGLISH)) {
      try {
        ModelRepository.standard().manifest(TextSplitters.bundleName(language));
      } catch (IOException e) {
        throw Messages.initialization(
            e, "no_splitter", language, ENGLISH, TextSplitters.bundleName(language));
      }
    }
  }

  private static TypeSystemDescription types() {
    return TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  }
}
