package org.neuralannotators.batch;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;

/**
 * Runs a pipeline over documents, with one engine for each thread; the engines share their models.
 * Not thread-safe. {@link #close} frees the models.
 */
public final class BatchAnnotator implements AutoCloseable {
  private static final ObjectWriter JSON =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private final List<AnalysisEngine> engines = new ArrayList<>();
  private final OutputFolder output;
  private final Set<DocumentFormat> formats;
  private final String language;

  /**
   * Loads the models.
   *
   * @param pipeline reads plain text and writes the types of our type system
   * @param language goes into each document
   * @param threads documents that are worked on at the same time
   * @throws ResourceInitializationException when an engine can't start, such as without its model
   */
  public BatchAnnotator(
      AnalysisEngineDescription pipeline,
      String language,
      int threads,
      Path output,
      Set<DocumentFormat> formats)
      throws ResourceInitializationException {
    this.output = new OutputFolder(output);
    this.formats = Set.copyOf(formats);
    this.language = language;
    ResourceManager shared = UIMAFramework.newDefaultResourceManager();
    try {
      for (int i = 0; i < threads; i++) {
        engines.add(UIMAFramework.produceAnalysisEngine(pipeline, shared, null));
      }
    } catch (ResourceInitializationException e) {
      close();
      throw e;
    }
  }

  /**
   * Annotates all documents; those that fail are in the report.
   *
   * @param failures what could not even be found; goes into the report
   */
  public BatchReport annotate(List<SourceDocument> documents, List<DocumentFailure> failures)
      throws InterruptedException, ResourceInitializationException {
    Queue<SourceDocument> queue = new ConcurrentLinkedQueue<>(documents);
    List<DocumentWorker> workers = new ArrayList<>();
    for (AnalysisEngine engine : engines) {
      workers.add(new DocumentWorker(engine, language, output, formats, queue));
    }
    long start = System.nanoTime();
    run(workers);
    double seconds = (System.nanoTime() - start) / 1e9;
    return report(documents.size(), failures, workers, seconds);
  }

  /** Writes {@link BatchReport#FILE} into the folder of output. */
  public void write(BatchReport report) throws IOException {
    output.write(Path.of(BatchReport.FILE), stream -> JSON.writeValue(stream, report));
  }

  private static void run(List<DocumentWorker> workers) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    try {
      for (Future<?> result :
          threads.invokeAll(workers.stream().map(Executors::callable).toList())) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A worker died", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static BatchReport report(
      int found, List<DocumentFailure> failures, List<DocumentWorker> workers, double seconds) {
    List<DocumentFailure> all = new ArrayList<>(failures);
    long tokens = 0;
    long entities = 0;
    for (DocumentWorker worker : workers) {
      all.addAll(worker.failures());
      tokens += worker.tokens();
      entities += worker.entities();
    }
    return new BatchReport(found + failures.size(), tokens, entities, seconds, all);
  }

  @Override
  public void close() {
    engines.forEach(AnalysisEngine::destroy);
    engines.clear();
  }
}
