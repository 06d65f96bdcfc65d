package org.neuralannotators.uima;

import java.util.function.BiConsumer;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * A feature that takes values of a kind.
 *
 * @param setter writes a value; says so where it doesn't fit
 */
record WrittenFeature<V>(Feature feature, BiConsumer<AnnotationFS, V> setter) {
  void write(AnnotationFS annotation, V value) {
    setter.accept(annotation, value);
  }
}
