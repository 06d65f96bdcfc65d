package org.neuralannotators.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;
import org.neuralannotators.batch.read.CasStore;
import org.neuralannotators.batch.read.DocumentFailure;
import org.neuralannotators.batch.read.LoadedDocument;
import org.neuralannotators.batch.read.Reasons;
import org.neuralannotators.batch.read.SourceDocument;
import org.neuralannotators.batch.write.AnnotatedDocument;
import org.neuralannotators.batch.write.CasReader;
import org.neuralannotators.batch.write.DocumentFiles;
import org.neuralannotators.batch.write.DocumentResult;
import org.neuralannotators.batch.write.JsonLines;
import org.neuralannotators.types.TypeNames;

/** Engines and CAS of one thread: takes documents from their source to their files. */
final class DocumentAnnotator implements AutoCloseable {
  private final List<AnalysisEngine> started = new ArrayList<>();
  private final AnalysisEngine sentenceDetector;
  private final AnalysisEngine tokenizer;
  private final List<AnalysisEngine> models = new ArrayList<>();
  private final AnnotationSteps steps;
  private final CasStore store;

  /**
   * Loads the models.
   *
   * @param shared lets the annotators of several threads share resources
   */
  DocumentAnnotator(AnnotationSteps steps, ResourceManager shared, String language)
      throws ResourceInitializationException {
    this.steps = steps;
    this.store = new CasStore(language);
    try {
      this.sentenceDetector = start(steps.sentenceDetector(), shared);
      this.tokenizer = start(steps.tokenizer(), shared);
      for (AnnotationSteps.ModelStep model : steps.models()) {
        models.add(start(model.engine(), shared));
      }
    } catch (ResourceInitializationException e) {
      close();
      throw e;
    }
  }

  private AnalysisEngine start(AnalysisEngineDescription step, ResourceManager shared)
      throws ResourceInitializationException {
    AnalysisEngine engine = UIMAFramework.produceAnalysisEngine(step, shared, null);
    started.add(engine);
    return engine;
  }

  /** Where a document comes from. */
  interface Source {
    SourceDocument get() throws IOException;
  }

  /**
   * Writes a document's files, unless they are there.
   *
   * @param location where the document comes from, for people
   */
  Outcome annotate(String location, Source source, DocumentFiles files) {
    try {
      SourceDocument document = source.get();
      return files.areDone(document)
          ? new Outcome.Skipped()
          : annotated(write(document, files), null);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      return new Outcome.Failed(new DocumentFailure(location, Reasons.of(e)));
    }
  }

  /**
   * Writes a document's files, and gives its line of JSON lines, also when it fails.
   *
   * @param location where the document comes from, for people
   * @param id of a document that can't be read
   */
  Outcome annotateLine(String location, Supplier<String> id, Source source, DocumentFiles files) {
    String idOfLine = null;
    try {
      SourceDocument document = source.get();
      idOfLine = document.id();
      DocumentResult result = write(document, files);
      return annotated(result, JsonLines.annotated(result));
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      DocumentFailure failure = new DocumentFailure(location, Reasons.of(e));
      return new Outcome.Failed(
          failure, JsonLines.failed(idOfLine == null ? id.get() : idOfLine, failure.reason()));
    }
  }

  private DocumentResult write(SourceDocument document, DocumentFiles files)
      throws IOException, AnalysisEngineProcessException {
    LoadedDocument loaded = document.content().load(store);
    process(loaded.cas());
    AnnotatedDocument found = CasReader.read(loaded.cas(), steps.layers());
    DocumentResult result = new DocumentResult(document.id(), loaded, found, steps.layers());
    files.write(document, result);
    return result;
  }

  private void process(CAS cas) throws AnalysisEngineProcessException {
    steps.models().forEach(model -> model.language().check(cas.getDocumentLanguage()));
    if (isWithout(cas, TypeNames.TOKEN)) {
      if (isWithout(cas, TypeNames.SENTENCE)) {
        sentenceDetector.process(cas);
      }
      tokenizer.process(cas);
    }
    CasReader.remove(cas, steps.layers());
    for (AnalysisEngine model : models) {
      model.process(cas);
    }
  }

  private static boolean isWithout(CAS cas, String type) {
    return cas.getAnnotationIndex(cas.getTypeSystem().getType(type)).size() == 0;
  }

  private static Outcome annotated(DocumentResult result, byte[] line) {
    AnnotatedDocument found = result.document();
    int entities = found.entities() == null ? 0 : found.entities().size();
    List<String> warnings =
        found.sentences().stream()
            .map(AnnotatedDocument.Sentence::translation)
            .filter(Objects::nonNull)
            .flatMap(translation -> translation.warnings().stream())
            .toList();
    return new Outcome.Annotated(found.tokens().size(), entities, warnings, line);
  }

  @Override
  public void close() {
    started.forEach(AnalysisEngine::destroy);
  }
}
