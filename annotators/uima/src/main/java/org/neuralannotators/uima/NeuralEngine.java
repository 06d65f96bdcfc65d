package org.neuralannotators.uima;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.RunOptions;

/**
 * An engine with a trained network: the parameters that all of them have, and what becomes of
 * documents in other languages and of what the model wrote before. Threads, models and unknown
 * parameters as in {@link ModelEngine}.
 *
 * <p>Capabilities name our own types and no language, as both are parameters. For a flow that goes
 * by capabilities write others into the descriptor.
 */
public abstract class NeuralEngine extends ModelEngine {
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

  public static final String PARAM_LANGUAGE_MISMATCH = "languageMismatch";

  @ConfigurationParameter(
      name = PARAM_LANGUAGE_MISMATCH,
      defaultValue = "WARN",
      description =
          "What is done with a document in a language that the model isn't for: WARN, which"
              + " annotates it and warns once of each language, ERROR or IGNORE. Regions don't"
              + " matter, and documents that don't say their language pass.")
  private String languageMismatch;

  public static final String PARAM_REPLACE_EXISTING = "replaceExisting";

  @ConfigurationParameter(
      name = PARAM_REPLACE_EXISTING,
      defaultValue = "true",
      description =
          "Whether what this model wrote before is replaced: where this engine reads, annotations of"
              + " the types and labels that it writes, whose modelId is the model's name. Those of"
              + " types without a modelId stay, as they may be anybody's. Features of tokens are"
              + " always written anew.")
  private boolean replaceExisting;

  public static final String PARAM_OPENNLP_REMOVE_EXISTING =
      "opennlp.uima.IsRemoveExistingAnnotations";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_REMOVE_EXISTING,
      defaultValue = "false",
      description =
          "Whether annotations of the types that are written are removed where this engine reads,"
              + " whoever made them.")
  private boolean removeExisting;

  private TypePreset preset;
  private LanguageCheck languages;

  /** Checks the parameters, then opens the model. */
  abstract void open() throws ResourceInitializationException;

  /** What the open model says of itself. */
  abstract ModelManifest manifest();

  /** Annotates a document. */
  abstract void annotate(CAS view) throws AnalysisEngineProcessException;

  @Override
  final void start() throws ResourceInitializationException {
    preset = TypePreset.of(typePreset);
    LanguageMismatch mismatch =
        Choice.of(PARAM_LANGUAGE_MISMATCH, languageMismatch, LanguageMismatch.class);
    open();
    languages = new LanguageCheck(manifest(), mismatch, getLogger()::warn);
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
  final void work(CAS view) throws AnalysisEngineProcessException {
    checkLanguage(view);
    annotate(view);
  }

  private void checkLanguage(CAS view) throws AnalysisEngineProcessException {
    if (TokenGroups.textOf(view).isBlank()) {
      // To ask for the language would make an annotation for it in a view without text.
      return;
    }
    try {
      languages.check(view.getDocumentLanguage());
    } catch (IllegalArgumentException e) {
      throw Messages.process(e, "other_language", e.getMessage());
    }
  }

  /** Reports the first document that has text, of which something isn't read. */
  final void warnOfUnreadText(CAS view, String message) {
    if (!TokenGroups.textOf(view).isBlank()) {
      warnings().once(message);
    }
  }

  /** The sentences to read; of several at one place one, and that is reported. */
  final List<AnnotationFS> sentences(CAS view, Type type) throws AnalysisEngineProcessException {
    return Distinct.of(view, type)
        .requireWithin(view)
        .warn(warnings(), PARAM_SENTENCE_TYPE)
        .annotations();
  }

  final boolean replacesExisting() {
    return replaceExisting;
  }

  /**
   * Removes what the model or, if that is asked for, anybody wrote before.
   *
   * @param places what is read
   * @param read types that are read, of which nothing is removed
   */
  final void removeExisting(
      CAS view, Collection<Written> outputs, Collection<Place> places, Predicate<Type> read) {
    for (Written output : outputs) {
      if (removeExisting) {
        output.remove(view, places, annotation -> !read.test(annotation.getType()));
      } else if (replaceExisting) {
        output.remove(view, places, output::isOwn);
      }
    }
  }
}
