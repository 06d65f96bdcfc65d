package org.neuralannotators.uima;

import java.io.IOException;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.translate.Summarizer;
import org.neuralannotators.translate.SummarizerOptions;
import org.neuralannotators.translate.Summarizers;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.types.TypeNames;

/**
 * Summarizes documents: reads the text, whatever its sentences and tokens, and writes the type
 * {@code NeuralSummary}, an annotation of the whole document with the summary as {@code value}, in
 * the place of what its model wrote before. A document that is longer than the model reads is read
 * in windows of whole sentences, and its summary is made of theirs. A blank document gets none.
 * Threads and models as in {@link NeuralEngine}.
 */
@ResourceMetaData(
    name = "Neural Document Summarizer",
    description = "Summarizes documents with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    outputs = {
      TypeNames.SUMMARY,
      TypeNames.SUMMARY + ":" + TypeNames.VALUE,
      TypeNames.SUMMARY + ":" + TypeNames.MODEL_ID
    })
public class DocumentSummarizer extends NeuralEngine {
  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      description = "Path of a model bundle, classpath: and a path, or the name of a bundle.")
  private String modelLocation;

  public static final String PARAM_TASK_PREFIX = DocumentTranslator.PARAM_TASK_PREFIX;

  @ConfigurationParameter(
      name = PARAM_TASK_PREFIX,
      mandatory = false,
      description =
          "Text that is put before each document in the place of the model's own, such as"
              + " 'summarize: ' for T5.")
  private String taskPrefix;

  public static final String PARAM_BEAM_SIZE = DocumentTranslator.PARAM_BEAM_SIZE;

  @ConfigurationParameter(
      name = PARAM_BEAM_SIZE,
      mandatory = false,
      description =
          "How many summaries of a document the search follows; 1 is greedy. Default: what the"
              + " model's authors want.")
  private Integer beamSize;

  public static final String PARAM_LENGTH_PENALTY = DocumentTranslator.PARAM_LENGTH_PENALTY;

  @ConfigurationParameter(
      name = PARAM_LENGTH_PENALTY,
      mandatory = false,
      description =
          "The larger, the longer summaries are; 0 for none. Default: what the model's authors want.")
  private Double lengthPenalty;

  public static final String PARAM_MINIMUM_LENGTH = "minimumLength";

  @ConfigurationParameter(
      name = PARAM_MINIMUM_LENGTH,
      mandatory = false,
      description =
          "Pieces of words that a summary has at least, or each of those of which that of a long"
              + " document is made. Default: what the model's authors want.")
  private Integer minimumLength;

  public static final String PARAM_MAXIMUM_LENGTH = "maximumLength";

  @ConfigurationParameter(
      name = PARAM_MAXIMUM_LENGTH,
      mandatory = false,
      description = "The most pieces of a summary, likewise.")
  private Integer maximumLength;

  private Summarizer summarizer;
  private Type type;
  private Feature value;
  private Feature modelId;

  /** Opens the model; tests have their own. */
  Summarizer load(String location, SummarizerOptions options) throws IOException {
    return Summarizers.load(location, options);
  }

  @Override
  final void open() throws ResourceInitializationException {
    RunOptions run = runOptions();
    long batchTokens = (long) run.batchTokens() * TranslatorOptions.DEFAULT.beam();
    SummarizerOptions options =
        Models.checked(
            () ->
                new SummarizerOptions(
                    taskPrefix,
                    beamSize,
                    lengthPenalty,
                    minimumLength,
                    maximumLength,
                    run.withBatchTokens((int) Math.min(Integer.MAX_VALUE, batchTokens))));
    summarizer = Models.load(modelLocation, options, this::load);
  }

  @Override
  final void findTypes(TypeSystem types) throws AnalysisEngineProcessException {
    type = types.getType(TypeNames.SUMMARY);
    value = OurTypes.feature(types, TypeNames.SUMMARY, TypeNames.VALUE, CAS.TYPE_NAME_STRING);
    modelId = OurTypes.feature(types, TypeNames.SUMMARY, TypeNames.MODEL_ID, CAS.TYPE_NAME_STRING);
  }

  @Override
  final void annotate(CAS view) throws AnalysisEngineProcessException {
    String text = TokenGroups.textOf(view);
    Place whole = new Place(0, text.length());
    String model = manifest().name();
    removeExisting(view, List.of(Written.by(model, type, modelId)), List.of(whole), read -> false);
    if (!text.isBlank()) {
      AnnotationFS summary = view.createAnnotation(type, whole.begin(), whole.end());
      summary.setStringValue(value, summarizer.summarize(List.of(text)).get(0).text());
      summary.setStringValue(modelId, model);
      view.addFsToIndexes(summary);
    }
  }

  @Override
  final ModelManifest manifest() {
    return summarizer.manifest();
  }

  @Override
  final void close() {
    if (summarizer != null) {
      summarizer.close();
      summarizer = null;
    }
  }
}
