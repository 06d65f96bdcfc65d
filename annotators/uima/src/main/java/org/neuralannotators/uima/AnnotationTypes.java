package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;

/** Finds the types that parameters name. */
final class AnnotationTypes {
  private AnnotationTypes() {}

  static Type find(TypeSystem types, String parameter, String name)
      throws AnalysisEngineProcessException {
    Type type = types.getType(name);
    if (type == null) {
      throw Messages.process("unknown_type", parameter, name);
    }
    if (!types.subsumes(types.getType(CAS.TYPE_NAME_ANNOTATION), type)) {
      throw Messages.process("not_an_annotation", parameter, name);
    }
    return type;
  }
}
