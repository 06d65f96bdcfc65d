package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.translate.text.Word;

/** A part of a text. */
record Place(int begin, int end) {
  static Place of(AnnotationFS annotation) {
    return new Place(annotation.getBegin(), annotation.getEnd());
  }

  static Place of(Word word) {
    return new Place(word.begin(), word.end());
  }

  /**
   * From the beginning of the first annotation to the last end.
   *
   * @param annotations at least one, in UIMA's order
   */
  static Place around(List<AnnotationFS> annotations) {
    int end = annotations.stream().mapToInt(AnnotationFS::getEnd).max().orElseThrow();
    return new Place(annotations.get(0).getBegin(), end);
  }
}
