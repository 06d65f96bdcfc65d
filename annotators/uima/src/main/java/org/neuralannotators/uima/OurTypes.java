package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;

/** The types of our own type system. */
final class OurTypes {
  private OurTypes() {}

  /**
   * A feature of one of our types.
   *
   * @param range name of the type of its values
   * @throws AnalysisEngineProcessException when the type system is without it
   */
  static Feature feature(TypeSystem types, String type, String name, String range)
      throws AnalysisEngineProcessException {
    Type found = types.getType(type);
    Feature feature = found == null ? null : found.getFeatureByBaseName(name);
    if (feature == null || !feature.getRange().getName().equals(range)) {
      throw Messages.process("missing_type", type, name, range);
    }
    return feature;
  }
}
