package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A tokenizer of a family, and its pieces of the {@link ReferenceSentences}.
 *
 * @param name of its folder; ends in "-files" when it has no {@code tokenizer.json}
 * @param pieces of all sentences and pairs
 */
public record ReferenceTokenizer(String name, Pieces pieces) {
  private static final String JSON_FILE = "tokenizer.json";

  /**
   * The pieces, each list in the order of {@link ReferenceSentences}.
   *
   * @param texts of the sentences' texts
   * @param words of the sentences' words
   * @param pairs of the texts of pairs
   * @param masked of texts that spell the mask
   */
  public record Pieces(
      List<ReferenceInput> texts,
      List<ReferenceInput> words,
      List<ReferenceInput> pairs,
      List<ReferenceInput> masked) {}

  /** All tokenizers' names. */
  public static List<String> names() {
    return ReferenceFiles.folders(ReferenceFiles.TOKENIZERS);
  }

  /** The names of those that have a {@code tokenizer.json}. */
  public static List<String> namesOfFast() {
    return names().stream().filter(name -> !name.endsWith("-files")).toList();
  }

  /** The tokenizer of a name. */
  public static ReferenceTokenizer read(String name) {
    Path expected = ReferenceFiles.TOKENIZERS.resolve(name).resolve(ReferenceFiles.EXPECTED);
    return new ReferenceTokenizer(name, ReferenceFiles.read(expected, Pieces.class));
  }

  /** Its files as Hugging Face saves them. */
  public Path folder() {
    return ReferenceFiles.TOKENIZERS.resolve(name);
  }

  /** Whether it has a {@code tokenizer.json}. */
  public boolean hasJson() {
    return Files.exists(folder().resolve(JSON_FILE));
  }

  /** Its {@code tokenizer.json}. */
  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(folder().resolve(JSON_FILE).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
