package org.neuralannotators.importing.huggingface.encoderdecoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.neuralannotators.importing.huggingface.ReferenceFiles;

/**
 * A tiny random model with encoder and decoder, and what transformers writes by it; made by {@code
 * it/src/reference/text_to_text_reference.py}, which tells more.
 *
 * @param source the language of sources that the model is told; null for none
 * @param target the language of targets that the model is told; null for none
 * @param greedy the text that is written for each sentence with one beam
 * @param beam the same with four
 */
public record ReferenceTranslator(
    String source, String target, List<Text> texts, List<String> greedy, List<String> beam) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = ReferenceFiles.ROOT.resolveSibling("texttotext");
  private static final String EXPECTED = "expected.json.gz";

  /**
   * A text that was read.
   *
   * @param ids with special tokens
   * @param target pieces that the decoder reads
   * @param pieces whose scores are told
   * @param scores [target][pieces]
   * @param sums of the exponentials of all scores behind each piece of the target the logarithm
   */
  public record Text(
      String text, int[] ids, int[] target, int[] pieces, double[][] scores, double[] sums) {}

  /** All models' names. */
  public static Stream<String> names() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(EXPECTED)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model of a name. */
  public static ReferenceTranslator read(String name) throws IOException {
    try (InputStream file =
        new GZIPInputStream(Files.newInputStream(ROOT.resolve(name).resolve(EXPECTED)))) {
      return JSON.readValue(file, ReferenceTranslator.class);
    }
  }

  /** What is read for {@link #greedy} and {@link #beam}. */
  public static List<String> sentences() throws IOException {
    return List.of(JSON.readValue(ROOT.resolve("sentences.json").toFile(), String[].class));
  }

  /** Writes a model as a folder of Hugging Face's. */
  public static Path write(String name, Path temporary) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    try (Stream<Path> files = Files.list(ROOT.resolve(name))) {
      for (Path file : files.filter(each -> !each.endsWith(EXPECTED)).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  /** Changes a JSON file. */
  public static void change(Path file, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(json);
    JSON.writeValue(file.toFile(), json);
  }
}
