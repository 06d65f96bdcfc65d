package org.neuralannotators.it;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.types.TypeNames;

/** The entities of a CAS as text. */
final class Entities {
  private Entities() {}

  /** Such as {@code Berlin LOC}. */
  static List<String> of(CAS cas) {
    List<String> found = new ArrayList<>();
    for (AnnotationFS entity :
        cas.<AnnotationFS>getAnnotationIndex(cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY))) {
      found.add(
          entity.getCoveredText()
              + " "
              + entity.getFeatureValueAsString(
                  entity.getType().getFeatureByBaseName(TypeNames.VALUE)));
    }
    return found;
  }
}
