package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;

/** The sentences of a document. */
final class Sentences {
  private Sentences() {}

  /**
   * The sentences of a view, in UIMA's order, one of each place.
   *
   * @param warnings are told of places with several
   * @throws AnalysisEngineProcessException when one isn't within the text
   */
  static List<AnnotationFS> of(CAS view, Type type, Warnings warnings)
      throws AnalysisEngineProcessException {
    int length = TokenGroups.textOf(view).length();
    List<AnnotationFS> sentences =
        Distinct.of(view, type).warn(warnings, NeuralEngine.PARAM_SENTENCE_TYPE).annotations();
    for (AnnotationFS sentence : sentences) {
      int begin = sentence.getBegin();
      int end = sentence.getEnd();
      if (begin < 0 || end < begin || end > length) {
        throw Messages.process("sentence_outside_text", type.getName(), begin, end, length);
      }
    }
    return sentences;
  }
}
