package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.neuralannotators.batch.read.InputFile;
import org.neuralannotators.batch.read.InputFormat;
import org.neuralannotators.batch.read.JsonLinesReader;
import org.neuralannotators.batch.read.LineReader;

/** Lines of any bytes are read, or refused one by one with an {@link IOException}. */
class JsonLinesFuzz {
  @FuzzTest
  void readsOrRefuses(byte[] file) throws IOException {
    InputFile input = new InputFile(InputFormat.JSONL, InputFile.STANDARD_INPUT, Path.of("fuzz"));
    JsonLinesReader reader = new JsonLinesReader(new ByteArrayInputStream(file), input);
    for (LineReader.Line line = reader.nextLine(); line != null; line = reader.nextLine()) {
      try {
        reader.document(line);
      } catch (IOException e) {
        // As documented.
      }
    }
  }
}
