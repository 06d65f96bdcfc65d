package org.neuralannotators.uima;

import java.util.stream.Stream;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;

/**
 * The name of a type of annotations.
 *
 * @param parameter the parameter that gives it
 * @param type its value; null where the parameter isn't set
 */
record TypeParameter(String parameter, String type) {
  /** The first that is set; the last one always is. */
  static TypeParameter firstSet(TypeParameter... parameters) {
    return Stream.of(parameters).filter(TypeParameter::isSet).findFirst().orElseThrow();
  }

  boolean isSet() {
    return type != null;
  }

  /** Whether the name is one of OpenNLP's own parameters. */
  boolean isOpenNlps() {
    return parameter.startsWith("opennlp.");
  }

  Type find(TypeSystem types) throws AnalysisEngineProcessException {
    Type found = types.getType(type);
    if (found == null) {
      throw Messages.process("unknown_type", parameter, type);
    }
    if (!types.subsumes(types.getType(CAS.TYPE_NAME_ANNOTATION), found)) {
      throw Messages.process("not_an_annotation", parameter, type);
    }
    return found;
  }
}
