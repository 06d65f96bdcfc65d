package org.neuralannotators.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.uima.cas.CAS;

/** JSON of {@link AnnotatedDocument}. */
final class JsonWriter {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build()
          .writerFor(AnnotatedDocument.class);

  private JsonWriter() {}

  static void write(CAS cas, OutputStream output) throws IOException {
    JSON.writeValue(output, CasReader.read(cas));
  }
}
