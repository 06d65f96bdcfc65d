package org.neuralannotators.it.bert;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The files of all-MiniLM-L6-v2, which LangChain4j's artifact brings onto the class path. */
final class MiniLm {
  static final String MODEL = "all-minilm-l6-v2.onnx";
  static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private MiniLm() {}

  /** LangChain4j's jar. */
  static Path jar() throws IOException {
    URL resource = Objects.requireNonNull(MiniLm.class.getResource("/" + MODEL), MODEL);
    return Path.of(((JarURLConnection) resource.openConnection()).getJarFileURL().getPath());
  }

  /** Copies a file into a folder. */
  static Path copy(String name, Path folder) throws IOException {
    try (InputStream input = MiniLm.class.getResourceAsStream("/" + name)) {
      Path file = folder.resolve(name);
      Files.copy(Objects.requireNonNull(input, name), file);
      return file;
    }
  }
}
