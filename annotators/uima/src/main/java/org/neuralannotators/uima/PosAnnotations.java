package org.neuralannotators.uima;

import java.util.Collection;
import java.util.List;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * Writes parts of speech as annotations of their own.
 *
 * @param types of the annotations
 * @param tokenTag feature of the tokens for the tag; null where they have none
 * @param tokenAnnotation feature of the tokens for the annotation; null where they have none
 */
record PosAnnotations(LabelledTypes types, WrittenFeature<String> tokenTag, Feature tokenAnnotation)
    implements PosWriter {
  private static final String DKPRO_COARSE_VALUE = "coarseValue";
  private static final String DKPRO_SUBTYPES = "POS_";

  @Override
  public void write(
      CAS view, List<AnnotationFS> tokens, String tag, double confidence, String modelId) {
    LabelledType type = types.of(tag);
    AnnotationFS pos = null;
    if (type != null) {
      Place place = Place.of(tokens.get(0));
      pos = type.annotate(view, place.begin(), place.end(), tag, confidence, modelId);
      writeCoarseValue(pos);
    }
    for (AnnotationFS token : tokens) {
      refer(token, tag, pos);
    }
  }

  @Override
  public List<Written> written(String model, Collection<String> tags) {
    return types.written(model, tags);
  }

  private void refer(AnnotationFS token, String tag, AnnotationFS pos) {
    if (tokenTag != null) {
      tokenTag.write(token, tag);
    }
    if (tokenAnnotation != null) {
      token.setFeatureValue(tokenAnnotation, pos);
    }
  }

  /** As DKPro Core does: {@code NOUN} of the type {@code POS_NOUN}. */
  private static void writeCoarseValue(AnnotationFS pos) {
    Feature coarse = pos.getType().getFeatureByBaseName(DKPRO_COARSE_VALUE);
    String type = pos.getType().getShortName();
    if (coarse != null
        && coarse.getRange().getName().equals(CAS.TYPE_NAME_STRING)
        && type.startsWith(DKPRO_SUBTYPES)) {
      pos.setStringValue(coarse, type.substring(DKPRO_SUBTYPES.length()));
    }
  }
}
