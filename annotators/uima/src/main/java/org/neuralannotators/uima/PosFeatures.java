package org.neuralannotators.uima;

import java.util.Collection;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * Writes parts of speech onto tokens.
 *
 * @param token their type and its features
 */
record PosFeatures(LabelledType token) implements PosWriter {
  @Override
  public void write(
      CAS view, List<AnnotationFS> tokens, String tag, double confidence, String modelId) {
    tokens.forEach(each -> token.write(each, tag, confidence, modelId));
  }

  @Override
  public List<Written> written(String model, Collection<String> tags) {
    return List.of();
  }
}
