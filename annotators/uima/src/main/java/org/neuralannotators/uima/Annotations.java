package org.neuralannotators.uima;

import java.util.HashMap;
import java.util.Map;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;

/** The annotations of a view by type and place. */
final class Annotations {
  private final CAS view;
  private final Map<Type, Map<Place, AnnotationFS>> there = new HashMap<>();

  Annotations(CAS view) {
    this.view = view;
  }

  /** The annotation of a type at a place, which is added where there is none. */
  AnnotationFS at(Type type, Place place) {
    return there.computeIfAbsent(type, this::indexed).computeIfAbsent(place, p -> add(type, p));
  }

  private Map<Place, AnnotationFS> indexed(Type type) {
    Map<Place, AnnotationFS> places = new HashMap<>();
    for (AnnotationFS annotation : view.<AnnotationFS>getAnnotationIndex(type)) {
      places.putIfAbsent(Place.of(annotation), annotation);
    }
    return places;
  }

  private AnnotationFS add(Type type, Place place) {
    AnnotationFS added = view.createAnnotation(type, place.begin(), place.end());
    view.addFsToIndexes(added);
    return added;
  }
}
