package org.neuralannotators.uima;

/** Names of the parameters that engines and resources share; every adapter uses these words. */
public final class ComponentParameters {
  public static final String PARAM_MODEL_LOCATION = "modelLocation";
  public static final String PARAM_MODEL_VARIANT = "modelVariant";
  public static final String PARAM_LANGUAGE = "language";
  public static final String PARAM_MIN_CONFIDENCE = "minConfidence";
  public static final String PARAM_TAG_MAP = "tagMap";
  public static final String PARAM_SENTENCE_TYPE = "sentenceType";
  public static final String PARAM_TOKEN_TYPE = "tokenType";

  private ComponentParameters() {}
}
