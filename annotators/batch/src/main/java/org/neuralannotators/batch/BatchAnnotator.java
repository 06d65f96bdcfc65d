package org.neuralannotators.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.apache.uima.UIMAFramework;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceManager;
import org.neuralannotators.batch.read.DocumentFailure;
import org.neuralannotators.batch.read.InputFile;
import org.neuralannotators.batch.read.InputFormat;
import org.neuralannotators.batch.read.Inputs;
import org.neuralannotators.batch.read.Reasons;
import org.neuralannotators.batch.read.SourceDocument;
import org.neuralannotators.batch.write.DocumentFiles;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.OutputFolder;

/**
 * Takes documents through the steps and writes them into a folder, which it has for itself. Each
 * thread has engines of its own; they share their models. Any number of documents needs the same
 * memory. Not thread-safe. {@link #close} frees the models and the folder.
 */
public final class BatchAnnotator implements AutoCloseable {
  private final BatchSettings settings;
  private final JsonNode settingsOfOutput;
  private final OutputFolder folder;
  private final BlockingQueue<DocumentAnnotator> idle;
  private final int threads;

  /**
   * Loads the models and takes the folder.
   *
   * @param threads documents that are worked on at the same time
   * @param overwrite annotate anew what is in the folder
   * @throws IOException when the folder can't take the output, see {@link OutputFolder}
   * @throws ResourceInitializationException when an engine can't start, such as without its model
   */
  public BatchAnnotator(
      AnnotationSteps steps, BatchSettings settings, int threads, Path out, boolean overwrite)
      throws IOException, ResourceInitializationException {
    this.settings = settings;
    this.settingsOfOutput = settings.toJson();
    this.threads = threads;
    this.idle = new ArrayBlockingQueue<>(threads);
    ResourceManager shared = UIMAFramework.newDefaultResourceManager();
    try {
      for (int i = 0; i < threads; i++) {
        idle.add(new DocumentAnnotator(steps, shared, settings.models().language()));
      }
      // Behind the models, so that what they refuse doesn't become the folder's settings.
      this.folder = new OutputFolder(out, settingsOfOutput, overwrite);
    } catch (IOException | ResourceInitializationException e) {
      closeAnnotators();
      throw e;
    }
  }

  /**
   * Annotates all documents that aren't done; those that fail are in the report.
   *
   * @throws IOException when the report can't be written
   */
  public BatchReport annotate(Inputs inputs, BatchListener listener)
      throws IOException, InterruptedException {
    try (ReportWriter report = new ReportWriter(folder, settingsOfOutput, listener);
        OrderedTasks tasks = new OrderedTasks(threads)) {
      inputs.forEach(new FileTasks(report, tasks));
      tasks.finish();
      return report.finish();
    }
  }

  Set<DocumentFormat> formats() {
    return settings.formats();
  }

  OutputFolder folder() {
    return folder;
  }

  /** Does something with the engines of a thread. */
  Outcome withAnnotator(Function<DocumentAnnotator, Outcome> task) throws InterruptedException {
    DocumentAnnotator annotator = idle.take();
    try {
      return task.apply(annotator);
    } finally {
      idle.add(annotator);
    }
  }

  /** Gives the documents of each file to the threads. */
  private final class FileTasks implements Inputs.Visitor {
    private final ReportWriter report;
    private final OrderedTasks tasks;
    private final DocumentFiles files = new DocumentFiles(folder, settings.formats());

    FileTasks(ReportWriter report, OrderedTasks tasks) {
      this.report = report;
      this.tasks = tasks;
    }

    @Override
    public void file(InputFile file) throws IOException, InterruptedException {
      if (file.format() == InputFormat.JSONL) {
        annotateLines(file);
        return;
      }
      tasks.run(
          () -> {
            Outcome outcome = withAnnotator(annotator -> annotate(file, annotator));
            return () -> report.count(outcome);
          });
    }

    private Outcome annotate(InputFile file, DocumentAnnotator annotator) {
      return annotator.annotate(
          file.location(), () -> SourceDocument.of(file, settings.reader()), files);
    }

    private void annotateLines(InputFile file) throws IOException, InterruptedException {
      try {
        new JsonLinesBatch(file, BatchAnnotator.this, report, tasks).annotate();
      } catch (IOException e) {
        failed(new DocumentFailure(file.location(), Reasons.of(e)));
      }
    }

    @Override
    public void failed(DocumentFailure failure) throws IOException {
      report.count(new Outcome.Failed(failure));
    }
  }

  @Override
  public void close() throws IOException {
    closeAnnotators();
    folder.close();
  }

  private void closeAnnotators() {
    List<DocumentAnnotator> annotators = new ArrayList<>();
    idle.drainTo(annotators);
    annotators.forEach(DocumentAnnotator::close);
  }
}
