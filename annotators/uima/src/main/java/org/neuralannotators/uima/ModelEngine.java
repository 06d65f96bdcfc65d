package org.neuralannotators.uima;

import org.apache.uima.UimaContext;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.resource.ResourceInitializationException;

/**
 * An engine with a model: when it is opened and closed, and when types are looked up.
 *
 * <p>A parameter that the engine's code doesn't declare is refused, with the nearest name that it
 * does; OpenNLP's are only reported. UIMA hides those that are set by {@code
 * setConfigParameterValue}, as Ruta's {@code CONFIGURE} does, or in the descriptor of a CPE.
 *
 * <p>Like every UIMA engine an instance belongs to one thread at a time. All instances of a process
 * share one model, which is freed when the last of them is destroyed.
 */
public abstract class ModelEngine extends CasAnnotator_ImplBase {
  private TypeSystem typeSystem;
  private Warnings warnings;

  /** Checks the parameters, then opens the model. */
  abstract void start() throws ResourceInitializationException;

  /** Closes the model if it is open. */
  abstract void close();

  /** Finds what is read and written. */
  abstract void findTypes(TypeSystem types) throws AnalysisEngineProcessException;

  /** Works on a document, with its types found. */
  abstract void work(CAS view) throws AnalysisEngineProcessException;

  @Override
  public final void initialize(UimaContext context) throws ResourceInitializationException {
    destroy();
    super.initialize(context);
    warnings = new Warnings(getLogger());
    KnownParameters.of(getClass()).require(context, warnings);
    start();
  }

  @Override
  public final void typeSystemInit(TypeSystem types) throws AnalysisEngineProcessException {
    findTypes(types);
    typeSystem = types;
  }

  @Override
  public final void process(CAS view) throws AnalysisEngineProcessException {
    if (typeSystem == null) {
      // UIMA doesn't announce the type system again after a reconfiguration.
      typeSystemInit(view.getTypeSystem());
    }
    work(view);
  }

  /** Takes what is said once. */
  final Warnings warnings() {
    return warnings;
  }

  @Override
  public final void destroy() {
    typeSystem = null;
    close();
  }
}
