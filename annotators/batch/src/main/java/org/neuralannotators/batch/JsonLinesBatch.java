package org.neuralannotators.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.batch.OrderedTasks.Settlement;
import org.neuralannotators.batch.read.DocumentFailure;
import org.neuralannotators.batch.read.InputFile;
import org.neuralannotators.batch.read.JsonLinesReader;
import org.neuralannotators.batch.read.LineReader.Line;
import org.neuralannotators.batch.read.Reasons;
import org.neuralannotators.batch.write.DocumentFiles;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.JsonLines;
import org.neuralannotators.batch.write.JsonLinesFile;

/**
 * The documents of a file of JSON lines. JSON lines as output get a line for each of them, in order
 * and also for those that fail, so that a run that goes on knows from the lines how far it was;
 * without JSON lines the files of each document tell. Belongs to one thread.
 */
final class JsonLinesBatch {
  private final InputFile file;
  private final BatchAnnotator annotator;
  private final ReportWriter report;
  private final OrderedTasks tasks;
  private final DocumentFiles files;

  JsonLinesBatch(
      InputFile file, BatchAnnotator annotator, ReportWriter report, OrderedTasks tasks) {
    this.file = file;
    this.annotator = annotator;
    this.report = report;
    this.tasks = tasks;
    Set<DocumentFormat> formats = new TreeSet<>(annotator.formats());
    formats.remove(DocumentFormat.JSONL);
    this.files = new DocumentFiles(annotator.folder(), formats);
  }

  /**
   * Gives all lines to the threads.
   *
   * @throws IOException when the file can't be read, or the report not be written
   */
  void annotate() throws IOException, InterruptedException {
    try (InputStream input = file.open()) {
      JsonLinesReader reader = new JsonLinesReader(input, file);
      if (annotator.formats().contains(DocumentFormat.JSONL)) {
        annotateInto(output(), reader);
      } else {
        for (Line line = reader.nextLine(); line != null; line = reader.nextLine()) {
          Line next = line;
          tasks.run(() -> annotate(next, reader));
        }
      }
    }
  }

  private JsonLinesFile output() throws IOException {
    Path name = file.name().resolveSibling(file.name().getFileName() + ".jsonl");
    return new JsonLinesFile(annotator.folder(), name, file.modified());
  }

  private Settlement annotate(Line line, JsonLinesReader reader) throws InterruptedException {
    Outcome outcome =
        annotator.withAnnotator(
            a -> a.annotate(reader.location(line), () -> reader.document(line), files));
    return () -> report.count(outcome);
  }

  private void annotateInto(JsonLinesFile output, JsonLinesReader reader)
      throws IOException, InterruptedException {
    try {
      for (Line line = reader.nextLine(); line != null; line = reader.nextLine()) {
        Optional<byte[]> earlier = output.nextEarlier();
        if (earlier.isPresent()) {
          report.count(earlierOutcome(earlier.get(), reader.location(line)));
        } else {
          Line next = line;
          tasks.run(() -> annotateInto(output, next, reader));
        }
      }
      tasks.then(() -> reportFailure(output::publish));
    } finally {
      tasks.then(output::close);
    }
  }

  private static Outcome earlierOutcome(byte[] line, String location) throws IOException {
    Optional<String> reason = JsonLines.failure(line);
    return reason.isPresent()
        ? new Outcome.Failed(new DocumentFailure(location, reason.get()))
        : new Outcome.Skipped();
  }

  private Settlement annotateInto(JsonLinesFile output, Line line, JsonLinesReader reader)
      throws InterruptedException {
    String location = reader.location(line);
    Outcome outcome =
        annotator.withAnnotator(
            a ->
                a.annotateLine(
                    location, () -> reader.id(line), () -> reader.document(line), files));
    return () -> {
      reportFailure(() -> output.append(outcome.line()));
      report.count(outcome);
    };
  }

  private void reportFailure(Settlement settlement) throws IOException {
    try {
      settlement.settle();
    } catch (IOException e) {
      report.count(new Outcome.Failed(new DocumentFailure(file.location(), Reasons.of(e))));
    }
  }
}
