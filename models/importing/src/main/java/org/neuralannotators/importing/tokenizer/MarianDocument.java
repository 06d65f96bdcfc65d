package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;

/**
 * One of the two tokenizers of Marian's models as a {@code tokenizer.json}. Languages such as
 * {@code >>fra<<} are tokens at the beginning of a text. Punctuation isn't normalised as by Moses,
 * which {@code transformers} does where a further package, sacremoses, is installed.
 */
final class MarianDocument {
  private static final Pattern LANGUAGE = Pattern.compile(">>.+<<");

  private MarianDocument() {}

  /**
   * Reads the files.
   *
   * @param pieces the model of SentencePiece
   * @param vocabulary the ids of its pieces
   */
  static ObjectNode read(Path pieces, Path vocabulary, TokenizerSettings settings)
      throws IOException {
    ObjectNode ids = JsonFile.read(vocabulary);
    ObjectNode root =
        SentencePieceWithIds.of(
            SentencePieceModel.read(pieces),
            ids,
            SpecialTable.content(settings, SpecialNames.T5, SpecialNames.UNKNOWN).orElse("<unk>"));
    addLanguages(root, ids);
    return root;
  }

  private static void addLanguages(ObjectNode root, ObjectNode ids) throws BundleException {
    AddedTokenTable table = new AddedTokenTable(root);
    for (String language : languages(ids)) {
      table.put(
          Parts.object()
              .put("content", language)
              .put("special", false)
              .put("normalized", false)
              .put(AddedTokenTable.AT_BEGIN, true));
    }
    table.write();
  }

  /** The languages among pieces. */
  static List<String> languages(JsonNode ids) {
    return ids.properties().stream()
        .map(Map.Entry::getKey)
        .filter(piece -> LANGUAGE.matcher(piece).matches())
        .toList();
  }
}
