package org.neuralannotators.uima;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.TypeSystem;

/**
 * The type of annotation for each label.
 *
 * @param mapped types of the labels that the map names; null for labels that are dropped
 * @param other type of all other labels; null where they are dropped
 */
record LabelledTypes(Map<String, LabelledType> mapped, LabelledType other) {
  /**
   * Finds all types that can be written.
   *
   * @param map names of types by label
   * @param general the type for labels that the map doesn't name; not looked for when it has an
   *     entry for them
   */
  static LabelledTypes find(
      TypeSystem types, TypeMap map, TypeParameter general, LabelledFeatures features)
      throws AnalysisEngineProcessException {
    Map<String, LabelledType> mapped = new HashMap<>();
    for (Map.Entry<String, String> entry : map.types().entrySet()) {
      String name = entry.getValue();
      TypeParameter type = new TypeParameter(map.parameter(), name);
      mapped.put(
          entry.getKey(), name.equals(TypeMap.NOTHING) ? null : features.anyOf(type.find(types)));
    }
    if (!mapped.containsKey(TypeMap.ANY_OTHER)) {
      return new LabelledTypes(mapped, features.allOf(general.find(types)));
    }
    features.requireIn(
        mapped.values().stream().filter(Objects::nonNull).map(LabelledType::type).toList());
    return new LabelledTypes(mapped, mapped.get(TypeMap.ANY_OTHER));
  }

  /**
   * What a model writes: of each type the annotations with those of its labels that get the type,
   * as another engine with the same model may write others.
   *
   * @param labels all that the model gives; empty where that isn't known
   */
  List<Written> written(String model, Collection<String> labels) {
    return Stream.concat(mapped.values().stream(), Stream.of(other))
        .filter(Objects::nonNull)
        .distinct()
        .map(
            type ->
                type.writtenBy(model)
                    .where(annotation -> isFor(type.labelOf(annotation), labels, type)))
        .toList();
  }

  private boolean isFor(String label, Collection<String> labels, LabelledType type) {
    return label == null
        || ((labels.isEmpty() || labels.contains(label)) && type.equals(of(label)));
  }

  /** The type for a label; null when the label is dropped. */
  LabelledType of(String label) {
    return mapped.containsKey(label) ? mapped.get(label) : other;
  }
}
