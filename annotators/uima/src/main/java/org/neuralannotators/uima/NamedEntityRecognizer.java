package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * Finds named entities: writes {@code namedEntityType} or the types that {@code tagMap} names. What
 * it reads as in {@link SpanAnnotator}.
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
public final class NamedEntityRecognizer extends SpanAnnotator {
  public static final String PARAM_LABELS = "labels";

  @ConfigurationParameter(
      name = PARAM_LABELS,
      mandatory = false,
      description =
          "What is found, in words, such as person or crime weapon: for models that find entities"
              + " by their description, and not for others.")
  private String[] labels;

  public static final String PARAM_THRESHOLD = "threshold";

  @ConfigurationParameter(
      name = PARAM_THRESHOLD,
      mandatory = false,
      description = "A model with labels leaves out what is less probable; from 0 to 1, 0.5.")
  private Double threshold;

  public static final String PARAM_NESTED = "nested";

  @ConfigurationParameter(
      name = PARAM_NESTED,
      defaultValue = "false",
      description = "Whether a model with labels may find an entity inside another.")
  private boolean nested;

  /** DKPro Core's name, with its capital letter. */
  public static final String PARAM_NAMED_ENTITY_MAPPING_LOCATION = "NamedEntityMappingLocation";

  @ConfigurationParameter(
      name = PARAM_NAMED_ENTITY_MAPPING_LOCATION,
      mandatory = false,
      description =
          "File with the types by label instead of tagMap, in DKPro Core's form: a path, or"
              + " classpath: and a path.")
  private String namedEntityMappingLocation;

  public static final String PARAM_OPENNLP_NAME_TYPE_MAP = "opennlp.uima.NameTypeMap";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_NAME_TYPE_MAP,
      mandatory = false,
      description =
          "Types by label instead of tagMap, in OpenNLP's form: person:my.Person,place:my.Place."
              + " Labels that aren't named get namedEntityType if that is set.")
  private String openNlpNameTypeMap;

  public static final String PARAM_NAMED_ENTITY_TYPE = "namedEntityType";

  @ConfigurationParameter(
      name = PARAM_NAMED_ENTITY_TYPE,
      mandatory = false,
      description = "Type of the entities that are written.")
  private String namedEntityType;

  public static final String PARAM_OPENNLP_NAME_TYPE = "opennlp.uima.NameType";

  @ConfigurationParameter(
      name = PARAM_OPENNLP_NAME_TYPE,
      mandatory = false,
      description = "OpenNLP's name for namedEntityType.")
  private String openNlpNameType;

  @Override
  TaggerTask task() {
    return TaggerTask.NER;
  }

  @Override
  EntityQuery query() throws ResourceInitializationException {
    return Models.checked(
        () ->
            EntityQuery.ofOptions(labels == null ? List.of() : List.of(labels), threshold, nested));
  }

  @Override
  TypeMapSource withTypeMaps(TypeMapSource tagMap) {
    boolean dropOthers = namedEntityType == null && openNlpNameType == null;
    return tagMap
        .or(PARAM_NAMED_ENTITY_MAPPING_LOCATION, namedEntityMappingLocation, TypeMap::read)
        .or(
            PARAM_OPENNLP_NAME_TYPE_MAP,
            openNlpNameTypeMap,
            (parameter, map) -> TypeMap.parseNameTypeMap(parameter, map, dropOthers));
  }

  @Override
  TypeParameter spanType() {
    return TypeParameter.firstSet(
        new TypeParameter(PARAM_NAMED_ENTITY_TYPE, namedEntityType),
        new TypeParameter(PARAM_OPENNLP_NAME_TYPE, openNlpNameType),
        new TypeParameter(PARAM_NAMED_ENTITY_TYPE, preset().namedEntity()));
  }

  @Override
  LabelledFeatures spanFeatures(TypeSystem types) {
    return features(types, TypeNames.VALUE);
  }
}
