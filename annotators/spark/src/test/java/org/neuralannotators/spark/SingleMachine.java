package org.neuralannotators.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neuralannotators.batch.command.NeuralAnnotators;

/** What the command {@code annotate} writes for the sample documents. */
final class SingleMachine {
  private SingleMachine() {}

  /** The entities of each document by its file's name. */
  static Map<String, List<Entity>> annotate(Path documents, Path folder) throws IOException {
    int exitCode =
        NeuralAnnotators.run("annotate", documents.toString(), "--out", folder.toString());
    if (exitCode != 0) {
      throw new IllegalStateException("annotate ended with [" + exitCode + "]");
    }
    Map<String, List<Entity>> entities = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(SingleMachine::isOutput).toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        entities.put(name, read(file));
      }
    }
    return entities;
  }

  /** Beside the documents' files there are the report and the run's settings. */
  private static boolean isOutput(Path file) {
    return file.toString().endsWith(".txt.json");
  }

  private static List<Entity> read(Path file) throws IOException {
    List<Entity> entities = new ArrayList<>();
    for (JsonNode entity : new ObjectMapper().readTree(file.toFile()).get("entities")) {
      entities.add(
          new Entity(
              entity.get("begin").asInt(),
              entity.get("end").asInt(),
              entity.get("text").asText(),
              entity.get("label").asText(),
              entity.get("confidence").asDouble()));
    }
    return entities;
  }
}
