package org.neuralannotators.uima;

import java.util.HashMap;
import java.util.Map;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.TypeSystem;

/**
 * The type of annotation for each label.
 *
 * @param mapped types of the labels that the map names; null for labels that are dropped
 * @param other type of all other labels; null where they are dropped
 */
record EntityTypes(Map<String, EntityType> mapped, EntityType other) {
  /**
   * Finds all types that can be written.
   *
   * @param map names of types by label
   * @param general the type for labels that the map doesn't name; not looked for when it has an
   *     entry for them
   */
  static EntityTypes find(
      TypeSystem types, TypeMap map, TypeParameter general, EntityFeatures features)
      throws AnalysisEngineProcessException {
    Map<String, EntityType> mapped = new HashMap<>();
    for (Map.Entry<String, String> entry : map.types().entrySet()) {
      String name = entry.getValue();
      TypeParameter type = new TypeParameter(map.parameter(), name);
      mapped.put(
          entry.getKey(), name.equals(TypeMap.NOTHING) ? null : features.anyOf(type.find(types)));
    }
    EntityType other =
        mapped.containsKey(TypeMap.ANY_OTHER)
            ? mapped.get(TypeMap.ANY_OTHER)
            : features.allOf(general.find(types));
    return new EntityTypes(mapped, other);
  }

  /** Whether entities of labels that the map doesn't name don't say their label. */
  boolean losesLabels() {
    return other != null && other.value() == null;
  }

  /** The type for a label; null when the label is dropped. */
  EntityType of(String label) {
    return mapped.containsKey(label) ? mapped.get(label) : other;
  }
}
