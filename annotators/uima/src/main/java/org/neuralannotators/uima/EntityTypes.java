package org.neuralannotators.uima;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.neuralannotators.label.LabelMap;

/** The type of annotation for each label: one for all, or another where the tag map says so. */
final class EntityTypes {
  private static final String OUTSIDE = "O";

  private final LabelMap tagMap;
  private final EntityType general;
  private final Map<String, EntityType> special;

  private EntityTypes(LabelMap tagMap, EntityType general, Map<String, EntityType> special) {
    this.tagMap = tagMap;
    this.general = general;
    this.special = special;
  }

  /**
   * Finds all types that can be written.
   *
   * @param general name of the type for labels that the tag map doesn't name
   * @param tagMap names of types by label
   */
  static EntityTypes find(
      TypeSystem types, String general, LabelMap tagMap, EntityFeatures features)
      throws AnalysisEngineProcessException {
    Map<String, EntityType> special = new HashMap<>();
    for (String name : tagMap.labels().values()) {
      if (!name.equals(OUTSIDE)) {
        Type type = AnnotationTypes.find(types, NamedEntityRecognizer.PARAM_TAG_MAP, name);
        special.put(name, features.anyOf(type));
      }
    }
    Type type = AnnotationTypes.find(types, NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE, general);
    return new EntityTypes(tagMap, features.allOf(type), special);
  }

  /** Empty when the tag map drops the label. */
  Optional<EntityType> of(String label) {
    return tagMap.map(label).map(name -> special.getOrDefault(name, general));
  }
}
