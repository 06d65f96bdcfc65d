package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalInt;
import org.neuralannotators.text.tokenizer.PieceTokenizer;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * The tokenizer of a folder.
 *
 * @param json the {@code tokenizer.json} that a bundle keeps; not to be changed
 * @param stored what it describes
 * @param source the file that the pieces are from, for errors
 * @param maxLength the longest sequence in pieces, special tokens included, if the folder says it
 * @param specials the ids of the special tokens, by their roles, such as {@code mask_token}
 */
public record ImportedTokenizer(
    ObjectNode json,
    StoredTokenizer stored,
    String source,
    OptionalInt maxLength,
    Map<String, Integer> specials) {
  /** The role of the piece of the language that sources are in where nobody says another. */
  public static final String LANGUAGE = Template.LANGUAGE;

  public ImportedTokenizer {
    specials = Map.copyOf(specials);
  }

  /** The tokenizer itself. */
  public PieceTokenizer tokenizer(SpecialsInText specialsInText) {
    return stored.tokenizer(specialsInText);
  }

  /** One more than the highest id. */
  public int size() {
    return stored.tokenizer().size();
  }

  /**
   * The id of a special token.
   *
   * @param role such as {@code mask_token}
   */
  public OptionalInt special(String role) {
    Integer id = specials.get(role);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
