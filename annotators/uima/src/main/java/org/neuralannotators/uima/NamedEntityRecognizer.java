package org.neuralannotators.uima;

import java.util.List;
import java.util.Optional;
import org.apache.uima.UimaContext;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ExternalResource;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.types.TypeNames;

/**
 * Finds named entities in the sentences and tokens of the current view.
 *
 * <p>Reads the types {@code sentenceType} and {@code tokenType}, writes {@code namedEntityType} or
 * the types that {@code tagMap} names. A document without sentences is taken as one sentence. Like
 * every UIMA engine an instance belongs to one thread at a time; all instances share one model,
 * which is freed when the last of them is destroyed.
 */
@ResourceMetaData(
    name = "Neural Named Entity Recognizer",
    description = "Finds named entities with a trained network.",
    vendor = "org.neuralannotators")
@TypeCapability(
    inputs = {TypeNames.SENTENCE, TypeNames.TOKEN},
    outputs = {
      TypeNames.NAMED_ENTITY,
      TypeNames.NAMED_ENTITY + ":" + TypeNames.VALUE,
      TypeNames.NAMED_ENTITY + ":" + TypeNames.CONFIDENCE,
      TypeNames.NAMED_ENTITY + ":" + TypeNames.MODEL_ID
    })
public final class NamedEntityRecognizer extends CasAnnotator_ImplBase {
  /** Key of an optional {@link NeuralModelResource}, which goes before the parameters. */
  public static final String RES_MODEL = "model";

  @ExternalResource(
      key = RES_MODEL,
      mandatory = false,
      description = "A model for several engines; goes before modelLocation.")
  private NeuralModelResource model;

  public static final String PARAM_MODEL_LOCATION = ComponentParameters.PARAM_MODEL_LOCATION;

  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      defaultValue = "",
      description =
          "Path of a model bundle, classpath: and a path, or the name of a bundle."
              + " Empty: the bundle for the language and the variant, such as en-ner.")
  private String modelLocation;

  public static final String PARAM_MODEL_VARIANT = ComponentParameters.PARAM_MODEL_VARIANT;

  @ConfigurationParameter(
      name = PARAM_MODEL_VARIANT,
      defaultValue = "",
      description = "Chooses among the bundles of a language: en-ner-VARIANT.")
  private String modelVariant;

  public static final String PARAM_LANGUAGE = ComponentParameters.PARAM_LANGUAGE;

  @ConfigurationParameter(
      name = PARAM_LANGUAGE,
      defaultValue = "en",
      description = "Language of the bundle, when no location is given.")
  private String language;

  public static final String PARAM_MIN_CONFIDENCE = ComponentParameters.PARAM_MIN_CONFIDENCE;

  @ConfigurationParameter(
      name = PARAM_MIN_CONFIDENCE,
      defaultValue = "0",
      description = "Entities with a lower confidence aren't written; from 0 to 1.")
  private double minConfidence;

  public static final String PARAM_TAG_MAP = ComponentParameters.PARAM_TAG_MAP;

  @ConfigurationParameter(
      name = PARAM_TAG_MAP,
      defaultValue = "",
      description =
          "Types by label: PER=my.Person,LOC=my.Place. The label * stands for all others, the"
              + " type O drops entities; labels that aren't named get namedEntityType.")
  private String tagMap;

  public static final String PARAM_SENTENCE_TYPE = ComponentParameters.PARAM_SENTENCE_TYPE;

  @ConfigurationParameter(
      name = PARAM_SENTENCE_TYPE,
      defaultValue = TypeNames.SENTENCE,
      description = "Type of the sentences that are read.")
  private String sentenceType;

  public static final String PARAM_TOKEN_TYPE = ComponentParameters.PARAM_TOKEN_TYPE;

  @ConfigurationParameter(
      name = PARAM_TOKEN_TYPE,
      defaultValue = TypeNames.TOKEN,
      description = "Type of the tokens that are read.")
  private String tokenType;

  public static final String PARAM_NAMED_ENTITY_TYPE = "namedEntityType";

  @ConfigurationParameter(
      name = PARAM_NAMED_ENTITY_TYPE,
      defaultValue = TypeNames.NAMED_ENTITY,
      description = "Type of the entities that are written.")
  private String namedEntityType;

  public static final String PARAM_VALUE_FEATURE = "valueFeature";

  @ConfigurationParameter(
      name = PARAM_VALUE_FEATURE,
      defaultValue = TypeNames.VALUE,
      description = "Feature of an entity for its label; empty: not written.")
  private String valueFeature;

  public static final String PARAM_CONFIDENCE_FEATURE = "confidenceFeature";

  @ConfigurationParameter(
      name = PARAM_CONFIDENCE_FEATURE,
      defaultValue = TypeNames.CONFIDENCE,
      description = "Feature of an entity for its confidence, a double; empty: not written.")
  private String confidenceFeature;

  public static final String PARAM_MODEL_ID_FEATURE = "modelIdFeature";

  @ConfigurationParameter(
      name = PARAM_MODEL_ID_FEATURE,
      defaultValue = TypeNames.MODEL_ID,
      description = "Feature of an entity for the model's identifier; empty: not written.")
  private String modelIdFeature;

  private LabelMap typesByLabel;
  private SequenceTagger tagger;
  private Type sentences;
  private Type tokens;
  private EntityTypes entities;

  @Override
  public void initialize(UimaContext context) throws ResourceInitializationException {
    destroy();
    super.initialize(context);
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw Messages.initialization("bad_min_confidence", minConfidence);
    }
    try {
      typesByLabel = LabelMap.parse(tagMap);
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(e, "bad_tag_map", e.getMessage());
    }
    tagger = model == null ? NeuralModelResource.open(location()) : model.open();
  }

  private String location() {
    if (!modelLocation.isEmpty()) {
      return modelLocation;
    }
    return language + "-ner" + (modelVariant.isEmpty() ? "" : "-" + modelVariant);
  }

  @Override
  public void typeSystemInit(TypeSystem types) throws AnalysisEngineProcessException {
    sentences = AnnotationTypes.find(types, PARAM_SENTENCE_TYPE, sentenceType);
    tokens = AnnotationTypes.find(types, PARAM_TOKEN_TYPE, tokenType);
    EntityFeatures features = new EntityFeatures(valueFeature, confidenceFeature, modelIdFeature);
    entities = EntityTypes.find(types, namedEntityType, typesByLabel, features);
  }

  @Override
  public void process(CAS view) throws AnalysisEngineProcessException {
    if (entities == null) {
      // UIMA doesn't announce the type system again after a reconfiguration.
      typeSystemInit(view.getTypeSystem());
    }
    List<List<AnnotationFS>> groups = TokenGroups.of(view, sentences, tokens);
    if (groups.isEmpty()) {
      return;
    }
    List<Tagging> taggings = tagger.tag(groups.stream().map(TokenGroups::words).toList());
    for (int i = 0; i < taggings.size(); i++) {
      for (TaggedSpan span : taggings.get(i).spans()) {
        annotate(view, groups.get(i), span);
      }
    }
  }

  private void annotate(CAS view, List<AnnotationFS> sentence, TaggedSpan span) {
    Optional<EntityType> type = entities.of(span.label());
    if (type.isPresent() && span.confidence() >= minConfidence) {
      int begin = sentence.get(span.begin()).getBegin();
      int end = sentence.get(span.end() - 1).getEnd();
      type.get().annotate(view, begin, end, span, tagger.manifest().name());
    }
  }

  @Override
  public void destroy() {
    entities = null;
    if (tagger != null) {
      tagger.close();
      tagger = null;
    }
  }
}
