package org.neuralannotators.uima;

import java.io.IOException;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.split.TextRange;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.split.TextSplitters;
import org.neuralannotators.types.TypeNames;

/** An engine that splits text. Threads and models as in {@link ModelEngine}. */
public abstract class SplitterEngine extends ModelEngine {
  public static final String PARAM_MODEL_LOCATION = "modelLocation";

  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      defaultValue = "",
      description =
          "Path of a model bundle, classpath: and a path, or the name of a bundle."
              + " Empty: the bundle for the language, such as en-tokens.")
  private String modelLocation;

  public static final String PARAM_LANGUAGE = "language";

  @ConfigurationParameter(
      name = PARAM_LANGUAGE,
      defaultValue = "en",
      description = "Language of the bundle, when no location is given.")
  private String language;

  public static final String PARAM_SENTENCE_TYPE = "sentenceType";

  @ConfigurationParameter(
      name = PARAM_SENTENCE_TYPE,
      defaultValue = TypeNames.SENTENCE,
      description = "Type of the sentences.")
  private String sentenceType;

  private TextSplitter splitter;
  private Type sentences;

  /** Finds further types. */
  abstract void findMoreTypes(TypeSystem types) throws AnalysisEngineProcessException;

  /** Adds what is missing to a document with text. */
  abstract void split(CAS view, String text, TextSplitter splitter)
      throws AnalysisEngineProcessException;

  /** The type of the sentences. */
  final Type sentences() {
    return sentences;
  }

  @Override
  final void start() throws ResourceInitializationException {
    String location = modelLocation.isEmpty() ? TextSplitters.bundleName(language) : modelLocation;
    try {
      splitter = TextSplitters.load(location);
    } catch (IOException e) {
      throw Messages.initialization(e, "model_not_loaded", location, e.getMessage());
    }
  }

  @Override
  final void findTypes(TypeSystem types) throws AnalysisEngineProcessException {
    sentences = new TypeParameter(PARAM_SENTENCE_TYPE, sentenceType).find(types);
    findMoreTypes(types);
  }

  @Override
  final void work(CAS view) throws AnalysisEngineProcessException {
    split(view, TokenGroups.textOf(view), splitter);
  }

  static void add(CAS view, Type type, TextRange range) {
    view.addFsToIndexes(view.createAnnotation(type, range.begin(), range.end()));
  }

  @Override
  final void close() {
    if (splitter != null) {
      splitter.close();
      splitter = null;
    }
  }
}
