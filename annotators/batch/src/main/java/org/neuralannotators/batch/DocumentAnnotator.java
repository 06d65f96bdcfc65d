package org.neuralannotators.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;
import org.neuralannotators.batch.read.CasStore;
import org.neuralannotators.batch.read.LoadedDocument;
import org.neuralannotators.batch.read.SourceDocument;
import org.neuralannotators.batch.write.AnnotatedDocument;
import org.neuralannotators.batch.write.CasReader;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.DocumentResult;
import org.neuralannotators.batch.write.JsonLines;
import org.neuralannotators.batch.write.OutputFolder;
import org.neuralannotators.types.TypeNames;

/** Engines and CAS of one thread: takes documents from their source to their files. */
final class DocumentAnnotator implements AutoCloseable {
  private final AnalysisEngine sentenceDetector;
  private final AnalysisEngine tokenizer;
  private final AnalysisEngine recognizer;
  private final AnnotationSteps steps;
  private final CasStore store;
  private final OutputFolder folder;

  /**
   * Loads the models.
   *
   * @param shared lets the annotators of several threads share resources
   */
  DocumentAnnotator(
      AnnotationSteps steps, ResourceManager shared, String language, OutputFolder folder)
      throws ResourceInitializationException {
    this.steps = steps;
    this.folder = folder;
    this.store = new CasStore(language);
    this.sentenceDetector = engine(steps.sentenceDetector(), shared);
    this.tokenizer = engine(steps.tokenizer(), shared);
    this.recognizer = engine(steps.recognizer(), shared);
  }

  private static AnalysisEngine engine(AnalysisEngineDescription step, ResourceManager shared)
      throws ResourceInitializationException {
    return UIMAFramework.produceAnalysisEngine(step, shared, null);
  }

  /** Writes a document's files, unless they are there. */
  Outcome annotate(SourceDocument document, Set<DocumentFormat> formats) {
    try {
      return isDone(document, formats)
          ? new Outcome.Skipped()
          : annotated(write(document, formats), null);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      return Outcome.failed(document.location(), e);
    }
  }

  /** Writes a document's files, and gives its line of JSON lines. */
  Outcome annotateLine(SourceDocument document, Set<DocumentFormat> formats) {
    try {
      DocumentResult result = write(document, formats);
      return annotated(result, JsonLines.annotated(result));
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      return Outcome.failed(document.location(), e);
    }
  }

  private boolean isDone(SourceDocument document, Set<DocumentFormat> formats) throws IOException {
    for (DocumentFormat format : formats) {
      for (DocumentFormat.OutputFile file : format.files()) {
        if (!folder.isCurrent(name(document, file), document.modified())) {
          return false;
        }
      }
    }
    return true;
  }

  private DocumentResult write(SourceDocument document, Set<DocumentFormat> formats)
      throws IOException, AnalysisEngineProcessException {
    LoadedDocument loaded = document.content().load(store);
    process(loaded.cas());
    AnnotatedDocument found = CasReader.read(loaded.cas(), steps.model());
    DocumentResult result = new DocumentResult(document.id(), loaded, found, steps.labels());
    for (DocumentFormat format : formats) {
      for (DocumentFormat.OutputFile file : format.files()) {
        folder.write(name(document, file), output -> file.writer().write(result, output));
      }
    }
    return result;
  }

  private void process(CAS cas) throws AnalysisEngineProcessException {
    if (isWithout(cas, TypeNames.TOKEN)) {
      if (isWithout(cas, TypeNames.SENTENCE)) {
        sentenceDetector.process(cas);
      }
      tokenizer.process(cas);
    }
    CasReader.removeEntities(cas, steps.model());
    recognizer.process(cas);
  }

  private static boolean isWithout(CAS cas, String type) {
    return cas.getAnnotationIndex(cas.getTypeSystem().getType(type)).size() == 0;
  }

  private static Path name(SourceDocument document, DocumentFormat.OutputFile file) {
    return document.name().resolveSibling(document.name().getFileName() + file.extension());
  }

  private static Outcome annotated(DocumentResult result, byte[] line) {
    AnnotatedDocument found = result.document();
    return new Outcome.Annotated(found.tokens().size(), found.entities().size(), line);
  }

  @Override
  public void close() {
    List.of(sentenceDetector, tokenizer, recognizer).forEach(AnalysisEngine::destroy);
  }
}
