package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.Algorithm;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.Piece;
import org.neuralannotators.importing.tokenizer.SentencePieceModel.PieceType;

/**
 * A model of SentencePiece that cuts texts itself, with the ids of a {@code vocab.json}, as a
 * {@code tokenizer.json}: the tokenizers of Marian and M2M100, of which {@code transformers} has no
 * fast ones.
 */
final class SentencePieceWithIds {
  private static final Map<PieceType, String> LISTED =
      Map.of(PieceType.USER_DEFINED, "user_defined", PieceType.UNUSED, "unused");

  /** More blanks than any text has. */
  private static final int ALL = Integer.MAX_VALUE;

  private SentencePieceWithIds() {}

  /**
   * Makes the document, without special tokens.
   *
   * @param vocabulary the ids of pieces
   * @param unknown what stands for pieces that it lacks
   */
  static ObjectNode of(SentencePieceModel model, ObjectNode vocabulary, String unknown) {
    ObjectNode root = Parts.document(pieces(model, vocabulary, unknown));
    root.set("normalizer", normalizer(model));
    root.set(
        "decoder",
        Parts.sequence(
            "decoders",
            List.of(
                Parts.replace(Parts.MARK, " "),
                Parts.part("ByteFallback"),
                Parts.part("Fuse"),
                Parts.part("Strip").put("content", " ").put("start", ALL).put("stop", ALL))));
    return root;
  }

  private static ObjectNode pieces(
      SentencePieceModel model, ObjectNode vocabulary, String unknown) {
    ObjectNode json =
        Parts.part("SentencePiece")
            .put("algorithm", model.algorithm() == Algorithm.UNIGRAM ? "unigram" : "bpe")
            .put("unk_token", unknown)
            .put("byte_fallback", model.byteFallback());
    ArrayNode pieces = json.putArray("pieces");
    LISTED.values().forEach(json::putArray);
    for (Piece piece : model.pieces()) {
      if (piece.type() == PieceType.NORMAL || LISTED.containsKey(piece.type())) {
        pieces.addArray().add(piece.text()).add(piece.score());
      }
      if (LISTED.containsKey(piece.type())) {
        json.withArray(LISTED.get(piece.type())).add(piece.text());
      }
    }
    json.set("vocab", vocabulary);
    return json;
  }

  private static ObjectNode normalizer(SentencePieceModel model) {
    ObjectNode json =
        Parts.part("SentencePiece")
            .put("precompiled_charsmap", Base64.getEncoder().encodeToString(model.characters()))
            .put("add_dummy_prefix", model.prefix())
            .put("remove_extra_whitespaces", model.mergesBlanks());
    ArrayNode kept = json.putArray("user_defined_symbols");
    model.pieces().stream()
        .filter(piece -> piece.type() == PieceType.USER_DEFINED)
        .forEach(piece -> kept.add(piece.text()));
    return json;
  }
}
