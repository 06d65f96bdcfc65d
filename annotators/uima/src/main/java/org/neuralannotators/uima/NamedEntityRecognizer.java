package org.neuralannotators.uima;

import java.util.List;
import java.util.Optional;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.types.TypeNames;

/**
 * Finds named entities: reads the types {@code sentenceType} and {@code tokenType}, writes {@code
 * namedEntityType} or the types that {@code tagMap} names. Threads and models as in {@link
 * SequenceAnnotator}.
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
public final class NamedEntityRecognizer extends SequenceAnnotator {
  public static final String PARAM_MIN_CONFIDENCE = "minConfidence";

  @ConfigurationParameter(
      name = PARAM_MIN_CONFIDENCE,
      defaultValue = "0",
      description = "Entities with a lower confidence aren't written; from 0 to 1.")
  private double minConfidence;

  public static final String PARAM_TAG_MAP = "tagMap";

  @ConfigurationParameter(
      name = PARAM_TAG_MAP,
      defaultValue = "",
      description =
          "Types by label: PER=my.Person,LOC=my.Place. The label * stands for all others, the"
              + " type O drops entities; labels that aren't named get namedEntityType.")
  private String tagMap;

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
      description = "Feature of an entity for the model's name; empty: not written.")
  private String modelIdFeature;

  private LabelMap typesByLabel;
  private EntityTypes entities;

  @Override
  String task() {
    return "ner";
  }

  @Override
  void configure() throws ResourceInitializationException {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw Messages.initialization("bad_min_confidence", minConfidence);
    }
    try {
      typesByLabel = LabelMap.parse(tagMap);
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(e, "bad_tag_map", e.getMessage());
    }
  }

  @Override
  void findOutputTypes(TypeSystem types) throws AnalysisEngineProcessException {
    EntityFeatures features = new EntityFeatures(valueFeature, confidenceFeature, modelIdFeature);
    entities = EntityTypes.find(types, namedEntityType, typesByLabel, features);
  }

  @Override
  void write(CAS view, List<AnnotationFS> sentence, Tagging tagging, String modelId) {
    for (TaggedSpan span : tagging.spans()) {
      Optional<EntityType> type = entities.of(span.label());
      if (type.isPresent() && span.confidence() >= minConfidence) {
        int begin = sentence.get(span.begin()).getBegin();
        int end = sentence.get(span.end() - 1).getEnd();
        type.get().annotate(view, begin, end, span, modelId);
      }
    }
  }
}
