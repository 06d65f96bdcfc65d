package org.neuralannotators.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.neuralannotators.batch.write.OutputFolder;

/**
 * Counts what becomes of documents and writes {@code report.json}: failures as they come, so that
 * any number of them needs the same memory. Not thread-safe.
 */
final class ReportWriter implements Closeable {
  private static final Path FILE = Path.of("report.json");

  private final BatchListener listener;
  private final OutputFolder folder;
  private final JsonGenerator json;
  private final long start = System.nanoTime();
  private long annotated;
  private long skipped;
  private long failed;
  private long tokens;
  private long entities;
  private final Map<String, Long> translationWarnings = new TreeMap<>();

  ReportWriter(OutputFolder folder, JsonNode settings, BatchListener listener) throws IOException {
    this.listener = listener;
    this.folder = folder;
    this.json =
        JsonMapper.builder()
            .build()
            .createGenerator(folder.begin(FILE))
            .setPrettyPrinter(new DefaultPrettyPrinter());
    json.writeStartObject();
    json.writeObjectField("settings", settings);
    json.writeArrayFieldStart("failures");
  }

  void count(Outcome outcome) throws IOException {
    if (outcome instanceof Outcome.Annotated document) {
      annotated++;
      tokens += document.tokens();
      entities += document.entities();
      document.warnings().forEach(name -> translationWarnings.merge(name, 1L, Long::sum));
    } else if (outcome instanceof Outcome.Failed document) {
      failed++;
      json.writeObject(document.failure());
      listener.failed(document.failure());
    } else {
      skipped++;
    }
    listener.settled(annotated, skipped + failed);
  }

  /** Completes the file. */
  BatchReport finish() throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    BatchReport report =
        new BatchReport(
            annotated + skipped + failed, annotated, skipped, failed, tokens, entities, seconds);
    json.writeEndArray();
    json.writeNumberField("documents", report.documents());
    json.writeNumberField("annotated", report.annotated());
    json.writeNumberField("skipped", report.skipped());
    json.writeNumberField("failed", report.failed());
    json.writeNumberField("tokens", report.tokens());
    json.writeNumberField("entities", report.entities());
    if (!translationWarnings.isEmpty()) {
      json.writeObjectField("translationWarnings", translationWarnings);
    }
    json.writeNumberField("seconds", report.seconds());
    json.writeEndObject();
    json.close();
    folder.publish(FILE);
    return report;
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
