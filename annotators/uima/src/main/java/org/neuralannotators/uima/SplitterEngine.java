package org.neuralannotators.uima;

import java.io.IOException;
import org.apache.uima.UimaContext;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.split.TextRange;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.split.TextSplitters;
import org.neuralannotators.types.TypeNames;

/**
 * An engine that splits text. One thread at a time, like every UIMA engine; all engines of a
 * process share one model.
 */
public abstract class SplitterEngine extends CasAnnotator_ImplBase {
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
  private TypeSystem typeSystem;
  private Type sentences;

  /** Finds further types. */
  abstract void findTypes(TypeSystem types) throws AnalysisEngineProcessException;

  /** Adds what is missing to a document with text. */
  abstract void split(CAS view, String text, TextSplitter splitter)
      throws AnalysisEngineProcessException;

  /** The type of the sentences. */
  final Type sentences() {
    return sentences;
  }

  @Override
  public final void initialize(UimaContext context) throws ResourceInitializationException {
    destroy();
    super.initialize(context);
    KnownParameters.of(getClass()).require(context, new Warnings(getLogger()));
    String location = modelLocation.isEmpty() ? TextSplitters.bundleName(language) : modelLocation;
    try {
      splitter = TextSplitters.load(location);
    } catch (IOException e) {
      throw Messages.initialization(e, "model_not_loaded", location, e.getMessage());
    }
  }

  @Override
  public final void typeSystemInit(TypeSystem types) throws AnalysisEngineProcessException {
    sentences = new TypeParameter(PARAM_SENTENCE_TYPE, sentenceType).find(types);
    findTypes(types);
    typeSystem = types;
  }

  @Override
  public final void process(CAS view) throws AnalysisEngineProcessException {
    if (typeSystem == null) {
      // UIMA doesn't announce the type system again after a reconfiguration.
      typeSystemInit(view.getTypeSystem());
    }
    split(view, TokenGroups.textOf(view), splitter);
  }

  static void add(CAS view, Type type, TextRange range) {
    view.addFsToIndexes(view.createAnnotation(type, range.begin(), range.end()));
  }

  @Override
  public final void destroy() {
    typeSystem = null;
    if (splitter != null) {
      splitter.close();
      splitter = null;
    }
  }
}
