package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ExternalResource;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * An engine with a sequence tagger. What it reads, threads and models as in {@link TokenEngine}.
 */
public abstract class SequenceAnnotator extends TokenEngine {
  /** Key of an optional {@link NeuralModelResource}, which goes before the parameters. */
  public static final String RES_MODEL = "model";

  @ExternalResource(
      key = RES_MODEL,
      mandatory = false,
      description =
          "A model for several engines; goes before modelLocation and the options of taggers.")
  private NeuralModelResource model;

  public static final String PARAM_SHARED_BATCHES = "sharedBatches";

  @ConfigurationParameter(
      name = PARAM_SHARED_BATCHES,
      defaultValue = NeuralModelResource.SHARED_BATCHES,
      description =
          "Whether documents of concurrent threads may share a batch, which is faster for short"
              + " ones. If not, a document gets the same confidences to the last bit each time.")
  private boolean sharedBatches;

  public static final String PARAM_VALUE_FEATURE = "valueFeature";

  @ConfigurationParameter(
      name = PARAM_VALUE_FEATURE,
      mandatory = false,
      description =
          "Feature of the annotations for their label, a string; empty: not written. Not set:"
              + " value, where the type has it. A string with allowed values takes those only.")
  private String valueFeature;

  public static final String PARAM_CONFIDENCE_FEATURE = "confidenceFeature";

  @ConfigurationParameter(
      name = PARAM_CONFIDENCE_FEATURE,
      mandatory = false,
      description =
          "Feature of the annotations for their confidence, a double, float or string; empty: not"
              + " written. Not set: confidence, where the type has it.")
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

  private SequenceTagger tagger;

  /** What the bundle must be for. */
  abstract TaggerTask task();

  /** What is looked for; null for what the model says. */
  EntityQuery query() throws ResourceInitializationException {
    return null;
  }

  /** Checks the parameters before the model is loaded. */
  abstract void configure() throws ResourceInitializationException;

  /** Writes what the tagger says of a sentence. */
  abstract void write(CAS view, List<AnnotationFS> sentence, Tagging tagging, String modelId);

  @Override
  final String bundleName(String language, String variant) {
    return task().bundleName(language, variant);
  }

  @Override
  final void open() throws ResourceInitializationException {
    configure();
    SequenceTagger opened =
        model == null
            ? NeuralModelResource.open(
                location(), new TaggerOptions(runOptions(), sharedBatches, query()))
            : model.open(query());
    try {
      tagger = task().require(opened);
    } catch (BundleException e) {
      throw Messages.initialization(e, "wrong_model", getClass().getSimpleName(), e.getMessage());
    }
  }

  /**
   * The features that parameters name, or else the customary ones.
   *
   * @param customaryValue the customary one for the label
   */
  final LabelledFeatures features(TypeSystem types, String customaryValue) {
    boolean openNlp = confidenceFeature == null && openNlpProbabilityFeature != null;
    return new LabelledFeatures(
        label(types, PARAM_VALUE_FEATURE, valueFeature, customaryValue),
        LabelledFeatures.confidence(
            openNlp ? PARAM_OPENNLP_PROBABILITY_FEATURE : PARAM_CONFIDENCE_FEATURE,
            openNlp ? openNlpProbabilityFeature : confidenceFeature,
            warnings()),
        LabelledFeatures.modelId(PARAM_MODEL_ID_FEATURE, modelIdFeature, types, warnings()));
  }

  /** A feature for labels. */
  final FeatureParameter<String> label(
      TypeSystem types, String parameter, String name, String customary) {
    return LabelledFeatures.label(parameter, name, customary, types, warnings());
  }

  /**
   * Says so where annotations don't hold their labels. Those of OpenNLP's name finder never do.
   *
   * @param general says the type for labels that no map names
   */
  final void warnOfLostLabels(
      TypeParameter general, LabelledTypes written, LabelledFeatures features) {
    FeatureParameter<String> value = features.value();
    if (!general.isOpenNlps()
        && !value.isSet()
        && written.other() != null
        && written.other().type().getFeatureByBaseName(value.customary()) == null) {
      warnings()
          .once(
              ("Type [%s] has no feature [%s] for the labels of annotations, so that they are lost."
                      + " Name its feature by [valueFeature], or set that to nothing.")
                  .formatted(written.other().type().getName(), value.customary()));
    }
  }

  @Override
  final ModelManifest manifest() {
    return tagger.manifest();
  }

  @Override
  final void annotate(CAS view, List<List<AnnotationFS>> tokens) {
    List<Tagging> taggings = tagger.tag(TokenGroups.words(view, tokens));
    String modelId = manifest().name();
    for (int i = 0; i < taggings.size(); i++) {
      write(view, tokens.get(i), taggings.get(i), modelId);
    }
  }

  @Override
  final void close() {
    if (tagger != null) {
      tagger.close();
      tagger = null;
    }
  }
}
