package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.UimaContext;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ExternalResource;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.types.TypeNames;

/**
 * An engine that hands the sentences and tokens of the current view to a shared sequence tagger,
 * all in one call. Tokens outside sentences are taken as sentences. A document with text but
 * without tokens is left as it is, and the first one is reported in the log.
 *
 * <p>Like every UIMA engine an instance belongs to one thread at a time. All instances share one
 * model, which is freed when the last of them is destroyed.
 */
public abstract class SequenceAnnotator extends CasAnnotator_ImplBase {
  /** Key of an optional {@link NeuralModelResource}, which goes before the parameters. */
  public static final String RES_MODEL = "model";

  @ExternalResource(
      key = RES_MODEL,
      mandatory = false,
      description =
          "A model for several engines; goes before modelLocation and the options of taggers.")
  private NeuralModelResource model;

  public static final String PARAM_MODEL_LOCATION = "modelLocation";

  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      defaultValue = "",
      description =
          "Path of a model bundle, classpath: and a path, or the name of a bundle."
              + " Empty: the bundle for the language and the variant, such as en-ner or"
              + " en-pos.")
  private String modelLocation;

  public static final String PARAM_MODEL_VARIANT = "modelVariant";

  @ConfigurationParameter(
      name = PARAM_MODEL_VARIANT,
      defaultValue = "",
      description = "Chooses among the bundles of a language: en-ner-VARIANT.")
  private String modelVariant;

  public static final String PARAM_LANGUAGE = "language";

  @ConfigurationParameter(
      name = PARAM_LANGUAGE,
      defaultValue = "en",
      description = "Language of the bundle, when no location is given.")
  private String language;

  public static final String PARAM_NUM_THREADS = "numThreads";

  @ConfigurationParameter(
      name = PARAM_NUM_THREADS,
      defaultValue = NeuralModelResource.ALL_PROCESSORS,
      description = "How many batches are computed at once; 0 for as many as there are processors.")
  private int numThreads;

  public static final String PARAM_BATCH_TOKENS = "batchTokens";

  @ConfigurationParameter(
      name = PARAM_BATCH_TOKENS,
      defaultValue = NeuralModelResource.TOKENS_IN_A_BATCH,
      description = "How many tokens share a batch; changes speed and memory, never a result.")
  private int batchTokens;

  public static final String PARAM_SHARED_BATCHES = "sharedBatches";

  @ConfigurationParameter(
      name = PARAM_SHARED_BATCHES,
      defaultValue = NeuralModelResource.SHARED_BATCHES,
      description =
          "Whether documents of concurrent threads may share a batch, which is faster for short"
              + " ones. If not, a document gets the same confidences to the last bit each time.")
  private boolean sharedBatches;

  public static final String PARAM_TYPE_PRESET = "typePreset";

  @ConfigurationParameter(
      name = PARAM_TYPE_PRESET,
      defaultValue = TypePreset.DEFAULT,
      description =
          "Whose types are read and written where no other parameter says so:"
              + " neural-annotators or dkpro.")
  private String typePreset;

  public static final String PARAM_SENTENCE_TYPE = "sentenceType";

  @ConfigurationParameter(
      name = PARAM_SENTENCE_TYPE,
      mandatory = false,
      description = "Type of the sentences that are read.")
  private String sentenceType;

  public static final String PARAM_TOKEN_TYPE = "tokenType";

  @ConfigurationParameter(
      name = PARAM_TOKEN_TYPE,
      mandatory = false,
      description = "Type of the tokens that are read.")
  private String tokenType;

  public static final String PARAM_OPENNLP_SENTENCE_TYPE = "opennlp.uima.SentenceType";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_SENTENCE_TYPE,
      mandatory = false,
      description = "OpenNLP's name for sentenceType.")
  private String openNlpSentenceType;

  public static final String PARAM_OPENNLP_TOKEN_TYPE = "opennlp.uima.TokenType";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_TOKEN_TYPE,
      mandatory = false,
      description = "OpenNLP's name for tokenType.")
  private String openNlpTokenType;

  public static final String PARAM_VALUE_FEATURE = "valueFeature";

  @ConfigurationParameter(
      name = PARAM_VALUE_FEATURE,
      mandatory = false,
      description =
          "Feature of the annotations for their label, a string; empty: not written. Not set:"
              + " value, where the type has it.")
  private String valueFeature;

  public static final String PARAM_CONFIDENCE_FEATURE = "confidenceFeature";

  @ConfigurationParameter(
      name = PARAM_CONFIDENCE_FEATURE,
      mandatory = false,
      description =
          "Feature of the annotations for their confidence, a double; empty: not written. Not set:"
              + " confidence, where the type has it.")
  private String confidenceFeature;

  public static final String PARAM_OPENNLP_PROBABILITY_FEATURE = "opennlp.uima.ProbabilityFeature";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_PROBABILITY_FEATURE,
      mandatory = false,
      description = "OpenNLP's name for confidenceFeature.")
  private String openNlpProbabilityFeature;

  public static final String PARAM_MODEL_ID_FEATURE = "modelIdFeature";

  @ConfigurationParameter(
      name = PARAM_MODEL_ID_FEATURE,
      mandatory = false,
      description =
          "Feature of the annotations for the model's name, a string; empty: not written. Not set:"
              + " modelId, where the type has it.")
  private String modelIdFeature;

  private TypePreset preset;
  private SequenceTagger tagger;
  private TypeSystem typeSystem;
  private Type sentences;
  private Type tokens;
  private boolean warned;

  /** What the bundle must be for. */
  abstract TaggerTask task();

  /** Checks the parameters before the model is loaded. */
  abstract void configure() throws ResourceInitializationException;

  /** Finds what is written: types, or features of the type of tokens. */
  abstract void findOutputTypes(TypeSystem types, Type token) throws AnalysisEngineProcessException;

  /** Writes what the tagger says of a sentence. */
  abstract void write(CAS view, List<AnnotationFS> sentence, Tagging tagging, String modelId);

  @Override
  public final void initialize(UimaContext context) throws ResourceInitializationException {
    destroy();
    super.initialize(context);
    preset = TypePreset.of(typePreset);
    configure();
    tagger = open();
    warned = false;
  }

  private SequenceTagger open() throws ResourceInitializationException {
    SequenceTagger opened =
        model == null
            ? NeuralModelResource.open(location(), numThreads, batchTokens, sharedBatches)
            : model.open();
    try {
      return task().require(opened);
    } catch (BundleException e) {
      throw Messages.initialization(e, "wrong_model", getClass().getSimpleName(), e.getMessage());
    }
  }

  /** The types to use where no parameter names one. */
  final TypePreset preset() {
    return preset;
  }

  private String location() {
    return modelLocation.isEmpty() ? task().bundleName(language, modelVariant) : modelLocation;
  }

  @Override
  public final void typeSystemInit(TypeSystem types) throws AnalysisEngineProcessException {
    sentences =
        TypeParameter.firstSet(
                new TypeParameter(PARAM_SENTENCE_TYPE, sentenceType),
                new TypeParameter(PARAM_OPENNLP_SENTENCE_TYPE, openNlpSentenceType),
                new TypeParameter(PARAM_SENTENCE_TYPE, preset.sentence()))
            .find(types);
    tokens =
        TypeParameter.firstSet(
                new TypeParameter(PARAM_TOKEN_TYPE, tokenType),
                new TypeParameter(PARAM_OPENNLP_TOKEN_TYPE, openNlpTokenType),
                new TypeParameter(PARAM_TOKEN_TYPE, preset.token()))
            .find(types);
    findOutputTypes(types, tokens);
    typeSystem = types;
  }

  /**
   * The features that parameters name, or else the customary ones.
   *
   * @param customaryValue the customary one for the label
   */
  final LabelledFeatures features(String customaryValue) {
    FeatureParameter value =
        new FeatureParameter(
            PARAM_VALUE_FEATURE, valueFeature, customaryValue, CAS.TYPE_NAME_STRING);
    FeatureParameter modelId =
        new FeatureParameter(
            PARAM_MODEL_ID_FEATURE, modelIdFeature, TypeNames.MODEL_ID, CAS.TYPE_NAME_STRING);
    FeatureParameter confidence =
        confidenceFeature == null && openNlpProbabilityFeature != null
            ? confidence(PARAM_OPENNLP_PROBABILITY_FEATURE, openNlpProbabilityFeature)
            : confidence(PARAM_CONFIDENCE_FEATURE, confidenceFeature);
    return new LabelledFeatures(value, confidence, modelId);
  }

  private static FeatureParameter confidence(String parameter, String name) {
    return new FeatureParameter(parameter, name, TypeNames.CONFIDENCE, CAS.TYPE_NAME_DOUBLE);
  }

  /**
   * Says so where annotations of a type that a parameter names don't hold their labels.
   *
   * @param named null where the type is the preset's
   */
  final void warnOfLostLabels(String named, LabelledTypes written, LabelledFeatures features) {
    if (named != null && features.value().name() == null && written.losesLabels()) {
      getLogger()
          .warn(
              "Type ["
                  + named
                  + "] has no feature ["
                  + features.value().customary()
                  + "] for the labels of annotations, so that they are lost. Name its feature by"
                  + " [valueFeature], or set that to nothing.");
    }
  }

  @Override
  public final void process(CAS view) throws AnalysisEngineProcessException {
    if (typeSystem == null) {
      // UIMA doesn't announce the type system again after a reconfiguration.
      typeSystemInit(view.getTypeSystem());
    }
    List<List<AnnotationFS>> groups = TokenGroups.of(view, sentences, tokens);
    if (groups.isEmpty()) {
      warnOfMissingTokens(view);
      return;
    }
    List<Tagging> taggings = tagger.tag(TokenGroups.words(view, groups));
    String modelId = tagger.manifest().name();
    for (int i = 0; i < taggings.size(); i++) {
      write(view, groups.get(i), taggings.get(i), modelId);
    }
  }

  private void warnOfMissingTokens(CAS view) {
    if (!warned && !TokenGroups.textOf(view).isBlank()) {
      warned = true;
      getLogger()
          .warn(
              "A document has text but no annotations of the token type ["
                  + tokens.getName()
                  + "], so that nothing is tagged. Put a tokenizer before this engine, or name the"
                  + " type that yours writes by [tokenType] or [typePreset]. This is said once.");
    }
  }

  @Override
  public final void destroy() {
    typeSystem = null;
    if (tagger != null) {
      tagger.close();
      tagger = null;
    }
  }
}
