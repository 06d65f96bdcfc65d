package org.neuralannotators.uima;

import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;

/** Writes the part of speech of a token. */
interface PosWriter {
  void write(CAS view, AnnotationFS token, String tag, double confidence, String modelId);
}
