package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.resource.ResourceInitializationException;

/** Exceptions of UIMA with a text from {@code Messages.properties}. */
final class Messages {
  private static final String BUNDLE = "org.neuralannotators.uima.Messages";

  private Messages() {}

  static ResourceInitializationException initialization(String key, Object... arguments) {
    return new ResourceInitializationException(BUNDLE, key, arguments);
  }

  static ResourceInitializationException initialization(
      Throwable cause, String key, Object... arguments) {
    return new ResourceInitializationException(BUNDLE, key, arguments, cause);
  }

  static AnalysisEngineProcessException process(String key, Object... arguments) {
    return new AnalysisEngineProcessException(BUNDLE, key, arguments);
  }

  static AnalysisEngineProcessException process(Throwable cause, String key, Object... arguments) {
    return new AnalysisEngineProcessException(BUNDLE, key, arguments, cause);
  }
}
