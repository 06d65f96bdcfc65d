package org.neuralannotators.importing.huggingface.gliner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ReferenceFiles;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.zeroshot.EntityQuery;

/** The models of it/src/reference/gliner_reference.py, and what the gliner package finds. */
public final class GlinerFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ALL = ReferenceFiles.ROOT.resolveSibling("gliner");

  private GlinerFixture() {}

  /** A folder as GLiNER saves it. */
  public static Path folder(String name, Path temporary) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    copy(ALL.resolve(name), folder);
    Files.delete(folder.resolve("expected.json"));
    copy(ALL.resolve("tokenizers").resolve(expected(name).get("tokenizer").asText()), folder);
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Changes a field of a JSON file. */
  static void set(Path file, String field, String value) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    json.set(field, JSON.readTree(value));
    JSON.writeValue(file.toFile(), json);
  }

  /** Makes of a tokenizer that of the encoder, before GLiNER's tokens were added. */
  static void removeMarkers(Path file) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    ArrayNode tokens = (ArrayNode) json.get("added_tokens");
    for (int i = 0; i < 3; i++) {
      tokens.remove(tokens.size() - 1);
    }
    JSON.writeValue(file.toFile(), json);
  }

  /** The bundle of a model. */
  static Path bundle(String name, Path temporary) throws IOException {
    Path bundle = temporary.resolve(name + ".bundle");
    try (ImportedModel model = ModelImporter.read(folder(name, temporary), Choice.NONE)) {
      model.files().write(bundle, model.manifest(name).build());
    }
    return bundle;
  }

  /** What is looked for and found. */
  record Expected(EntityQuery query, Map<Integer, List<TaggedSpan>> entities) {}

  static List<Expected> all(String name) throws IOException {
    List<Expected> all = new ArrayList<>();
    for (JsonNode query : expected(name).get("queries")) {
      List<String> labels = new ArrayList<>();
      query.get("labels").forEach(label -> labels.add(label.asText()));
      Map<Integer, List<TaggedSpan>> entities = new TreeMap<>();
      for (Map.Entry<String, JsonNode> sentence : query.get("sentences").properties()) {
        List<TaggedSpan> spans = new ArrayList<>();
        for (JsonNode each : sentence.getValue()) {
          spans.add(
              new TaggedSpan(
                  each.get(0).asInt(),
                  each.get(1).asInt(),
                  each.get(2).asText(),
                  each.get(3).asDouble()));
        }
        entities.put(Integer.valueOf(sentence.getKey()), spans);
      }
      all.add(
          new Expected(
              new EntityQuery(
                  labels,
                  query.get("threshold").asDouble(),
                  !query.get("flat").asBoolean(),
                  query.get("multiLabel").asBoolean()),
              entities));
    }
    return all;
  }

  private static JsonNode expected(String name) throws IOException {
    return JSON.readTree(ALL.resolve(name).resolve("expected.json").toFile());
  }

  static List<List<String>> sentences() throws IOException {
    List<List<String>> sentences = new ArrayList<>();
    for (JsonNode sentence : JSON.readTree(ALL.resolve("sentences.json").toFile())) {
      List<String> words = new ArrayList<>();
      sentence.forEach(word -> words.add(word.asText()));
      sentences.add(words);
    }
    return sentences;
  }
}
