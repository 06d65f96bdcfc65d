package org.neuralannotators.it.bert;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An encoder that an artifact of LangChain4j brings onto the class path. */
enum PublishedEncoder {
  /** all-MiniLM-L6-v2. */
  MINILM("all-minilm-l6-v2"),

  /** BAAI's bge-small-en-v1.5. */
  BGE_SMALL("bge-small-en-v1.5"),

  /** Microsoft's e5-small-v2. */
  E5_SMALL("e5-small-v2");

  private final String name;

  PublishedEncoder(String name) {
    this.name = name;
  }

  /** The jar that has the encoder. */
  Path jar() throws IOException {
    String model = "/" + name + ".onnx";
    URL resource = Objects.requireNonNull(getClass().getResource(model), model);
    return Path.of(((JarURLConnection) resource.openConnection()).getJarFileURL().getPath());
  }

  /** Copies the ONNX file into a folder. */
  Path copyModel(Path folder) throws IOException {
    return copy(name + ".onnx", folder);
  }

  /** Copies {@code tokenizer.json} into a folder, under another name. */
  Path copyTokenizer(Path folder) throws IOException {
    return copy(name + "-tokenizer.json", folder);
  }

  private static Path copy(String name, Path folder) throws IOException {
    try (InputStream input = PublishedEncoder.class.getResourceAsStream("/" + name)) {
      Path file = folder.resolve(name);
      Files.copy(Objects.requireNonNull(input, name), file);
      return file;
    }
  }
}
