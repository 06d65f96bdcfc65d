package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.neuralannotators.importing.ModelImporter;

/**
 * A tiny random model of a family, and what transformers computes by it in double precision; made
 * by {@code it/src/reference/transformers_reference.py}, which tells more.
 *
 * @param name of its folder
 * @param head what stands on the encoder
 * @param tokenizer what cut its inputs
 * @param outputs for some of the sentences
 */
public record ReferenceModel(
    String name, Head head, ReferenceTokenizer tokenizer, List<ReferenceOutput> outputs) {
  /** The kinds of heads. */
  public enum Head {
    /** None: hidden states. */
    BASE,
    /** Labels of words. */
    TOKENS,
    /** Labels of texts and pairs, or one number. */
    CLASSES,
    /** Begin and end of an answer; the pair is the question and its context. */
    ANSWERS,
    /** Pieces in the place of a mask. */
    MASKED,
    /** ELECTRA's: whether pieces were replaced. */
    REPLACED,
    /** Vectors of texts by the modules of sentence-transformers. */
    VECTORS
  }

  private record Expected(String tokenizer, String head, List<ReferenceOutput> outputs) {}

  /** All models' names. */
  public static List<String> names() {
    return ReferenceFiles.folders(ReferenceFiles.ROOT).stream()
        .filter(
            name ->
                Files.exists(ReferenceFiles.ROOT.resolve(name).resolve(ReferenceFiles.EXPECTED)))
        .toList();
  }

  /** The models with a head. */
  public static Stream<ReferenceModel> with(Head head) {
    return names().stream().map(ReferenceModel::read).filter(model -> model.head == head);
  }

  /** The model of a name. */
  public static ReferenceModel read(String name) {
    Expected expected =
        ReferenceFiles.read(
            ReferenceFiles.ROOT.resolve(name).resolve(ReferenceFiles.EXPECTED), Expected.class);
    return new ReferenceModel(
        name,
        Head.valueOf(expected.head().toUpperCase(Locale.ROOT)),
        ReferenceTokenizer.read(expected.tokenizer()),
        expected.outputs());
  }

  /** What an output was computed from. */
  public ReferenceInput input(ReferenceOutput output) {
    return output.input(tokenizer.pieces());
  }

  /** Where {@code config.json} and the weights are: a folder without the tokenizer's files. */
  public Path files() {
    Path folder = ReferenceFiles.ROOT.resolve(name);
    Path inner = folder.resolve("0_Transformer");
    return inner.toFile().exists() ? inner : folder;
  }

  /** Its {@code config.json}. */
  public JsonNode config() {
    return ReferenceFiles.read(files().resolve("config.json"), JsonNode.class);
  }

  /** Writes it and its tokenizer as one folder, as Hugging Face has it. */
  public Path writeTo(Path folder) throws IOException {
    Path whole = ReferenceFiles.ROOT.resolve(name);
    ReferenceFiles.copy(whole, folder);
    ReferenceFiles.copy(tokenizer.folder(), folder.resolve(whole.relativize(files()).toString()));
    return folder;
  }

  /** Imports it: the bundle's folder, within the one given. */
  public Path importTo(Path folder) throws IOException {
    Path bundle = folder.resolve(name + "-bundle");
    try (ImportedModel imported = ModelImporter.read(writeTo(folder.resolve(name)), Choice.NONE)) {
      imported.files().write(bundle, imported.manifest(name).language("en").build());
    }
    return bundle;
  }

  @Override
  public String toString() {
    return name;
  }
}
