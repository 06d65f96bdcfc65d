package org.neuralannotators.uima;

import org.apache.uima.UimaContext;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.network.RunOptions;

/**
 * An engine with a trained network: when its model is opened and closed, when types are looked up,
 * and the parameters that all of them have.
 *
 * <p>Like every UIMA engine an instance belongs to one thread at a time. All instances share one
 * model, which is freed when the last of them is destroyed.
 */
public abstract class NeuralEngine extends CasAnnotator_ImplBase {
  public static final String PARAM_MODEL_LOCATION = "modelLocation";

  public static final String PARAM_NUM_THREADS = "numThreads";

  @ConfigurationParameter(
      name = PARAM_NUM_THREADS,
      defaultValue = RunParameters.ALL_PROCESSORS,
      description = "How many batches are computed at once; 0 for as many as there are processors.")
  private int numThreads;

  public static final String PARAM_BATCH_TOKENS = "batchTokens";

  @ConfigurationParameter(
      name = PARAM_BATCH_TOKENS,
      defaultValue = RunParameters.TOKENS_IN_A_BATCH,
      description =
          "How many tokens, or word pieces where the network reads them, share a batch; changes"
              + " speed and memory, never a result.")
  private int batchTokens;

  public static final String PARAM_PRECISION = "precision";

  @ConfigurationParameter(
      name = PARAM_PRECISION,
      defaultValue = RunParameters.SINGLE_PRECISION,
      description =
          "fp32, or bf16: factors of products in bfloat16, on CPUs with AVX512_BF16 or AMX.")
  private String precision;

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

  public static final String PARAM_OPENNLP_SENTENCE_TYPE = "opennlp.uima.SentenceType";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_SENTENCE_TYPE,
      mandatory = false,
      description = "OpenNLP's name for sentenceType.")
  private String openNlpSentenceType;

  private TypePreset preset;
  private TypeSystem typeSystem;
  private boolean warned;

  /** Checks the parameters, then opens the model. */
  abstract void open() throws ResourceInitializationException;

  /** Closes the model if it is open. */
  abstract void close();

  /** Finds what is read and written. */
  abstract void findTypes(TypeSystem types) throws AnalysisEngineProcessException;

  /** Annotates a document. */
  abstract void annotate(CAS view) throws AnalysisEngineProcessException;

  @Override
  public final void initialize(UimaContext context) throws ResourceInitializationException {
    destroy();
    super.initialize(context);
    preset = TypePreset.of(typePreset);
    open();
    warned = false;
  }

  /** How the network runs. */
  final RunOptions runOptions() throws ResourceInitializationException {
    return RunParameters.options(numThreads, batchTokens, precision);
  }

  /** The types to use where no parameter names one. */
  final TypePreset preset() {
    return preset;
  }

  /** The type of the sentences that are read. */
  final Type sentenceType(TypeSystem types) throws AnalysisEngineProcessException {
    return TypeParameter.firstSet(
            new TypeParameter(PARAM_SENTENCE_TYPE, sentenceType),
            new TypeParameter(PARAM_OPENNLP_SENTENCE_TYPE, openNlpSentenceType),
            new TypeParameter(PARAM_SENTENCE_TYPE, preset.sentence()))
        .find(types);
  }

  @Override
  public final void typeSystemInit(TypeSystem types) throws AnalysisEngineProcessException {
    findTypes(types);
    typeSystem = types;
  }

  @Override
  public final void process(CAS view) throws AnalysisEngineProcessException {
    if (typeSystem == null) {
      // UIMA doesn't announce the type system again after a reconfiguration.
      typeSystemInit(view.getTypeSystem());
    }
    annotate(view);
  }

  /** Reports the first document that has text, of which something isn't read. */
  final void warnOfUnreadText(CAS view, String message) {
    if (!warned && !TokenGroups.textOf(view).isBlank()) {
      warned = true;
      getLogger().warn(message + " This is said once.");
    }
  }

  @Override
  public final void destroy() {
    typeSystem = null;
    close();
  }
}
