package org.neuralannotators.uima;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.DoubleArrayFS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.impl.LowLevelTypeSystem;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * What is written into features, and which features take it.
 *
 * @param content what it is
 * @param ranges the types of values that take it
 * @param setter how to write into a feature; null where it doesn't take such values
 */
record FeatureKind<V>(
    String content, String ranges, Function<Feature, BiConsumer<AnnotationFS, V>> setter) {
  /** Probabilities; a string gets a decimal number. */
  static final FeatureKind<Double> CONFIDENCE =
      new FeatureKind<>(
          "a confidence, a number between 0 and 1",
          "[uima.cas.Double], [uima.cas.Float] or [uima.cas.String]",
          FeatureKind::confidence);

  /** Vectors. */
  static final FeatureKind<float[]> VECTOR =
      new FeatureKind<>(
          "a vector", "[uima.cas.FloatArray] or [uima.cas.DoubleArray]", FeatureKind::vector);

  /** Labels and names. */
  static FeatureKind<String> text(String content, TypeSystem types, Warnings warnings) {
    return new FeatureKind<>(
        content,
        "[uima.cas.String] or a subtype of it",
        feature -> text(content, feature, types, warnings));
  }

  /** The feature, if it takes such values; else null. */
  WrittenFeature<V> of(Feature feature) {
    BiConsumer<AnnotationFS, V> found = setter.apply(feature);
    return found == null ? null : new WrittenFeature<>(feature, found);
  }

  private static BiConsumer<AnnotationFS, String> text(
      String content, Feature feature, TypeSystem types, Warnings warnings) {
    Type range = feature.getRange();
    if (range.getName().equals(CAS.TYPE_NAME_STRING)) {
      return (annotation, text) -> annotation.setStringValue(feature, text);
    }
    if (!range.isStringOrStringSubtype()) {
      return null;
    }
    LowLevelTypeSystem codes = types.getLowLevelTypeSystem();
    List<String> allowed =
        Stream.of(codes.ll_getStringSet(codes.ll_getCodeForType(range))).sorted().toList();
    return (annotation, text) -> {
      if (allowed.contains(text)) {
        annotation.setStringValue(feature, text);
      } else {
        warnings.once(
            "Feature [%s] takes %s only, so that %s [%s] isn't written."
                .formatted(feature.getName(), allowed, content, text));
      }
    };
  }

  private static BiConsumer<AnnotationFS, Double> confidence(Feature feature) {
    return switch (feature.getRange().getName()) {
      case CAS.TYPE_NAME_DOUBLE -> (annotation, value) -> annotation.setDoubleValue(feature, value);
      case CAS.TYPE_NAME_FLOAT ->
          (annotation, value) -> annotation.setFloatValue(feature, value.floatValue());
      case CAS.TYPE_NAME_STRING ->
          (annotation, value) ->
              annotation.setStringValue(feature, BigDecimal.valueOf(value).toPlainString());
      default -> null;
    };
  }

  private static BiConsumer<AnnotationFS, float[]> vector(Feature feature) {
    return switch (feature.getRange().getName()) {
      case CAS.TYPE_NAME_FLOAT_ARRAY ->
          (annotation, numbers) ->
              annotation.setFeatureValue(
                  feature, EmbeddingType.array(annotation.getView(), numbers));
      case CAS.TYPE_NAME_DOUBLE_ARRAY ->
          (annotation, numbers) ->
              annotation.setFeatureValue(feature, doubles(annotation.getView(), numbers));
      default -> null;
    };
  }

  private static FeatureStructure doubles(CAS view, float[] numbers) {
    DoubleArrayFS array = view.createDoubleArrayFS(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      array.set(i, numbers[i]);
    }
    return array;
  }
}
