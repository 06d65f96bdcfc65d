package org.neuralannotators.uima;

import java.util.Collection;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;

/** Writes parts of speech. */
interface PosWriter {
  /**
   * Writes that of a token.
   *
   * @param tokens the token, and others at its place
   */
  void write(CAS view, List<AnnotationFS> tokens, String tag, double confidence, String modelId);

  /** The annotations that are written. */
  List<Written> written(String model, Collection<String> tags);
}
