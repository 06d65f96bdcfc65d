package org.neuralannotators.uima;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * The annotations of a type, one of each place. There are several at a place where two engines make
 * sentences or tokens, of one type or of two with a common supertype.
 *
 * @param annotations in UIMA's order
 * @param others further annotations at the place of one of these
 */
record Distinct(List<AnnotationFS> annotations, Map<AnnotationFS, List<AnnotationFS>> others) {
  static Distinct of(CAS view, Type type) {
    return of(view.<AnnotationFS>getAnnotationIndex(type));
  }

  /**
   * Those of some annotations.
   *
   * @param ordered in UIMA's order
   */
  static Distinct of(Iterable<? extends AnnotationFS> ordered) {
    Distinct distinct = new Distinct(new ArrayList<>(), new HashMap<>());
    AnnotationFS last = null;
    for (AnnotationFS annotation : ordered) {
      if (last != null
          && last.getBegin() == annotation.getBegin()
          && last.getEnd() == annotation.getEnd()) {
        distinct.others.computeIfAbsent(last, key -> new ArrayList<>()).add(annotation);
      } else {
        distinct.annotations.add(annotation);
        last = annotation;
      }
    }
    return distinct;
  }

  /**
   * Checks that all of them are within the text of a view.
   *
   * @throws AnalysisEngineProcessException naming the first that isn't
   */
  Distinct requireWithin(CAS view) throws AnalysisEngineProcessException {
    int length = TokenGroups.textOf(view).length();
    for (AnnotationFS annotation : annotations) {
      int begin = annotation.getBegin();
      int end = annotation.getEnd();
      if (begin < 0 || end < begin || end > length) {
        throw Messages.process("outside_text", annotation.getType().getName(), begin, end, length);
      }
    }
    return this;
  }

  /** One of the annotations and the others at its place. */
  List<AnnotationFS> at(AnnotationFS annotation) {
    List<AnnotationFS> all = new ArrayList<>(List.of(annotation));
    all.addAll(others.getOrDefault(annotation, List.of()));
    return all;
  }

  /**
   * Says so where there are several annotations at a place.
   *
   * @param parameter names the type that is read
   */
  Distinct warn(Warnings warnings, String parameter) {
    if (!others.isEmpty()) {
      Set<String> types = new TreeSet<>();
      others.forEach(
          (first, rest) -> {
            types.add(first.getType().getName());
            rest.forEach(other -> types.add(other.getType().getName()));
          });
      warnings.once(
          "Several annotations of the types "
              + types
              + " are at the same place, where one of them is read. Take out one of the engines"
              + " that write them, or name the type of one by ["
              + parameter
              + "].");
    }
    return this;
  }

  /**
   * Says so where annotations overlap that aren't at the same place; all of them are read.
   *
   * @param annotations in UIMA's order
   * @param parameter names the type that is read
   */
  static void warnOfOverlaps(List<AnnotationFS> annotations, Warnings warnings, String parameter) {
    Set<String> types = new TreeSet<>();
    for (int i = 1; i < annotations.size(); i++) {
      AnnotationFS previous = annotations.get(i - 1);
      AnnotationFS next = annotations.get(i);
      if (next.getBegin() < previous.getEnd() && next.getBegin() < next.getEnd()) {
        types.add(previous.getType().getName());
        types.add(next.getType().getName());
      }
    }
    if (!types.isEmpty()) {
      warnings.once(
          "Annotations of the types "
              + types
              + " overlap, and all of them are read, which spoils results. Take out one of the"
              + " engines that write them, or name the type of one by ["
              + parameter
              + "].");
    }
  }
}
