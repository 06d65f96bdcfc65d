package org.neuralannotators.batch.write;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes JSON lines: {@code {"tokens": [...], "vectors": [[...], ...]}} for each sentence, {@code
 * {"text": ..., "vector": [...]}} for each text.
 */
public final class JsonVectorWriter implements VectorWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutputStream output;

  /** A writer that closes the stream when it is closed. */
  public JsonVectorWriter(OutputStream output) {
    this.output = output;
  }

  @Override
  public void write(List<String> tokens, float[][] vectors) throws IOException {
    writeObject(
        json -> {
          json.writeArrayFieldStart("tokens");
          for (String token : tokens) {
            json.writeString(token);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("vectors");
          for (float[] vector : vectors) {
            write(json, vector);
          }
          json.writeEndArray();
        });
  }

  @Override
  public void write(String text, float[] vector) throws IOException {
    writeObject(
        json -> {
          json.writeStringField("text", text);
          json.writeFieldName("vector");
          write(json, vector);
        });
  }

  private static void write(JsonGenerator json, float[] vector) throws IOException {
    json.writeStartArray();
    for (float number : vector) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void writeObject(Fields fields) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(output)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
    output.write('\n');
  }

  @Override
  public void close() throws IOException {
    output.close();
  }
}
