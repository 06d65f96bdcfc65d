package org.neuralannotators.importing.huggingface.gliner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.importing.tokenizer.ImportedTokenizer;
import org.neuralannotators.text.tokenizer.PieceTokenizer.SpecialsInText;
import org.neuralannotators.text.tokenizer.StoredTokenizer;
import org.neuralannotators.zeroshot.GlinerArchitecture.Prompt;

/**
 * The tokenizer of a GLiNER model and the tokens that it adds to that of its encoder.
 *
 * @param tokenizer with these tokens
 * @param prompt how labels are put before words
 */
record GlinerTokens(StoredTokenizer tokenizer, Prompt prompt) {
  /** What the gliner package adds besides the markers. */
  private static final String FLERT = "[FLERT]";

  /**
   * Finds the markers. Where the tokenizer is still that of the encoder they are added as the
   * gliner package adds them.
   *
   * @throws IllegalArgumentException when the tokenizer is another model's
   */
  static GlinerTokens of(ImportedTokenizer tokenizer, ConfigValues config) {
    String entity = config.text("ent_token", "<<ENT>>");
    String separator = config.text("sep_token", "<<SEP>>");
    int configured = config.number("class_token_index", -1);
    StoredTokenizer stored = tokenizer.stored();
    if (id(stored, entity) < 0 && (configured < 0 || configured == tokenizer.size() + 1)) {
      stored = StoredTokenizer.of(withTokens(tokenizer, FLERT, entity, separator));
    }
    int found = id(stored, entity);
    if (found < 0 || (configured >= 0 && configured != found)) {
      throw new IllegalArgumentException(
          ("[%d] for [class_token_index]; in [%s] [%s] is %s. Expected the tokenizer that was saved"
                  + " with the model")
              .formatted(
                  configured, tokenizer.source(), entity, found < 0 ? "none" : "[" + found + "]"));
    }
    int[] ids = stored.tokenizer(SpecialsInText.AS_TOKENS).encode(separator).ids();
    return new GlinerTokens(stored, new Prompt(found, ids, config.flag("embed_ent_token", true)));
  }

  private static int id(StoredTokenizer tokenizer, String piece) {
    return tokenizer.tokenizer().id(piece).orElse(-1);
  }

  /** The description with those of the tokens that it lacks. */
  private static ObjectNode withTokens(ImportedTokenizer tokenizer, String... tokens) {
    ObjectNode json = tokenizer.json().deepCopy();
    int next = tokenizer.size();
    for (String token : tokens) {
      if (id(tokenizer.stored(), token) < 0) {
        add(json, token, next++);
      }
    }
    return json;
  }

  private static void add(ObjectNode json, String content, int id) {
    json.withArray("added_tokens")
        .addObject()
        .put("id", id)
        .put("content", content)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", true);
  }
}
