package org.neuralannotators.uima;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.types.TypeNames;

/**
 * Finds named entities: reads the types {@code sentenceType} and {@code tokenType}, writes {@code
 * namedEntityType} or the types that {@code tagMap} names. A parameter of one's own goes before
 * OpenNLP's name for it, and that before {@code typePreset}. Threads and models as in {@link
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

  public static final String PARAM_EXCLUDE = "exclude";

  @ConfigurationParameter(
      name = PARAM_EXCLUDE,
      mandatory = false,
      description =
          "Regular expression: entities whose whole text matches it aren't written, such as @.*"
              + " for user names.")
  private String exclude;

  public static final String PARAM_TAG_MAP = "tagMap";

  @ConfigurationParameter(
      name = PARAM_TAG_MAP,
      mandatory = false,
      description =
          "Types by label: PER=my.Person,LOC=my.Place. The label * stands for all others, the"
              + " type O drops entities; labels that aren't named get namedEntityType.")
  private String tagMap;

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

  private SpanFilter filter;
  private TypeMap typeMap;
  private LabelledTypes entities;

  @Override
  TaggerTask task() {
    return TaggerTask.NER;
  }

  @Override
  void configure() throws ResourceInitializationException {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw Messages.initialization("bad_min_confidence", minConfidence);
    }
    try {
      filter = new SpanFilter(minConfidence, exclude == null ? null : Pattern.compile(exclude));
    } catch (PatternSyntaxException e) {
      throw Messages.initialization(e, "bad_exclude", exclude);
    }
    typeMap = readTypeMap();
  }

  private TypeMap readTypeMap() throws ResourceInitializationException {
    Map<String, String> given = new TreeMap<>();
    given.put(PARAM_TAG_MAP, tagMap);
    given.put(PARAM_NAMED_ENTITY_MAPPING_LOCATION, namedEntityMappingLocation);
    given.put(PARAM_OPENNLP_NAME_TYPE_MAP, openNlpNameTypeMap);
    given.values().removeIf(Objects::isNull);
    if (given.size() > 1) {
      throw Messages.initialization("several_type_maps", String.join(", ", given.keySet()));
    }
    if (tagMap != null) {
      return TypeMap.parse(PARAM_TAG_MAP, tagMap);
    }
    if (namedEntityMappingLocation != null) {
      return TypeMap.read(PARAM_NAMED_ENTITY_MAPPING_LOCATION, namedEntityMappingLocation);
    }
    if (openNlpNameTypeMap != null) {
      boolean dropOthers = namedEntityType == null && openNlpNameType == null;
      return TypeMap.parseNameTypeMap(PARAM_OPENNLP_NAME_TYPE_MAP, openNlpNameTypeMap, dropOthers);
    }
    return TypeMap.empty();
  }

  @Override
  void findOutputTypes(TypeSystem types, Type token) throws AnalysisEngineProcessException {
    TypeParameter general =
        TypeParameter.firstSet(
            new TypeParameter(PARAM_NAMED_ENTITY_TYPE, namedEntityType),
            new TypeParameter(PARAM_OPENNLP_NAME_TYPE, openNlpNameType),
            new TypeParameter(PARAM_NAMED_ENTITY_TYPE, preset().namedEntity()));
    LabelledFeatures features = features(TypeNames.VALUE);
    entities = LabelledTypes.find(types, typeMap, general, features);
    warnOfLostLabels(namedEntityType, entities, features);
  }

  @Override
  List<Written> written() {
    return entities.written(manifest().name(), manifest().labels());
  }

  @Override
  void write(CAS view, List<AnnotationFS> sentence, Tagging tagging, String modelId) {
    for (TaggedSpan span : tagging.spans()) {
      LabelledType type = entities.of(span.label());
      int begin = sentence.get(span.begin()).getBegin();
      int end = sentence.get(span.end() - 1).getEnd();
      if (type != null
          && filter.accepts(span, () -> view.getDocumentText().substring(begin, end))) {
        type.annotate(view, begin, end, span.label(), span.confidence(), modelId);
      }
    }
  }
}
