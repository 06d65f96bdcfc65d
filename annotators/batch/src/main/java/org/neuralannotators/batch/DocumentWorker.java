package org.neuralannotators.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.types.TypeNames;

/** One thread's part of a batch: takes documents from the queue until it is empty. */
final class DocumentWorker implements Runnable {
  private final AnalysisEngine engine;
  private final CAS cas;
  private final String language;
  private final OutputFolder output;
  private final Set<DocumentFormat> formats;
  private final Queue<SourceDocument> queue;
  private final List<DocumentFailure> failures = new ArrayList<>();
  private long tokens;
  private long entities;

  DocumentWorker(
      AnalysisEngine engine,
      String language,
      OutputFolder output,
      Set<DocumentFormat> formats,
      Queue<SourceDocument> queue)
      throws ResourceInitializationException {
    this.engine = engine;
    this.cas = engine.newCAS();
    this.language = language;
    this.output = output;
    this.formats = formats;
    this.queue = queue;
  }

  @Override
  public void run() {
    for (SourceDocument document = queue.poll(); document != null; document = queue.poll()) {
      try {
        annotate(document);
      } catch (Exception | StackOverflowError | OutOfMemoryError e) {
        failures.add(new DocumentFailure(document.file().toString(), Reasons.of(e)));
      }
    }
  }

  private void annotate(SourceDocument document)
      throws IOException, AnalysisEngineProcessException {
    cas.reset();
    cas.setDocumentLanguage(language);
    cas.setDocumentText(Utf8Text.read(document.file()));
    engine.process(cas);
    for (DocumentFormat format : formats) {
      Path name =
          document.name().resolveSibling(document.name().getFileName() + format.extension());
      output.write(name, stream -> format.write(cas, stream));
    }
    tokens += count(TypeNames.TOKEN);
    entities += count(TypeNames.NAMED_ENTITY);
  }

  private int count(String type) {
    return cas.getAnnotationIndex(cas.getTypeSystem().getType(type)).size();
  }

  List<DocumentFailure> failures() {
    return failures;
  }

  long tokens() {
    return tokens;
  }

  long entities() {
    return entities;
  }
}
