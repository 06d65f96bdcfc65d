package org.neuralannotators.importing.huggingface.decoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.neuralannotators.importing.huggingface.ReferenceFiles;

/**
 * A tiny random language model, and what transformers computes by it; made by {@code
 * it/src/reference/decoders_reference.py}, which tells more.
 *
 * @param tokenizer the folder of its tokenizer
 * @param last all scores behind the last id of the last text
 * @param greedy the pieces that follow the first text, each the best one
 */
public record ReferenceDecoder(String tokenizer, List<Text> texts, float[] last, int[] greedy) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = ReferenceFiles.ROOT.resolveSibling("decoder");
  private static final String EXPECTED = "expected.json";

  /**
   * A text that was read.
   *
   * @param ids with special tokens
   * @param pieces whose scores are told
   * @param scores [ids][pieces]
   * @param sums of the exponentials of all scores behind each id the logarithm
   */
  public record Text(String text, int[] ids, int[] pieces, double[][] scores, double[] sums) {}

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
  public static ReferenceDecoder read(String name) throws IOException {
    return JSON.readValue(ROOT.resolve(name).resolve(EXPECTED).toFile(), ReferenceDecoder.class);
  }

  /** Writes a model and its tokenizer as one folder, as Hugging Face has it. */
  public static Path write(String name, Path temporary) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    copy(ROOT.resolve(name), folder);
    copy(ROOT.resolve("tokenizers").resolve(read(name).tokenizer()), folder);
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(each -> !each.endsWith(EXPECTED)).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Changes a JSON file. */
  public static void change(Path file, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(json);
    JSON.writeValue(file.toFile(), json);
  }
}
