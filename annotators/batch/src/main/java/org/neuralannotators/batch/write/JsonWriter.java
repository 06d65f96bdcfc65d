package org.neuralannotators.batch.write;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;

/** JSON of {@link AnnotatedDocument}. */
final class JsonWriter {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build()
          .writerFor(AnnotatedDocument.class);

  private JsonWriter() {}

  static void write(DocumentResult result, OutputStream output) throws IOException {
    JSON.writeValue(output, result.document());
  }
}
