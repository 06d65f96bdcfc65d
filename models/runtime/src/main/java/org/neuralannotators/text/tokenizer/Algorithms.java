package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.text.JsonRules;
import org.neuralannotators.text.subword.BytePairEncoding;
import org.neuralannotators.text.subword.BytePairEncoding.Merge;
import org.neuralannotators.text.subword.PieceTable;
import org.neuralannotators.text.subword.SentencePieces;
import org.neuralannotators.text.subword.SentencePieces.Piece;
import org.neuralannotators.text.subword.SubwordAlgorithm;
import org.neuralannotators.text.subword.Unigram;
import org.neuralannotators.text.subword.WordLevel;
import org.neuralannotators.text.subword.WordPiece;

/**
 * The models of Hugging Face's {@code tokenizer.json}, and SentencePiece's own one, which that
 * format lacks: {@code SentencePiece} with {@code algorithm}, {@code pieces} as {@code Unigram} has
 * them, of which {@code user_defined} and {@code unused} name some, and {@code vocab} with the ids.
 */
final class Algorithms {
  private static final List<String> KNOWN =
      List.of("BPE", "SentencePiece", "Unigram", "WordLevel", "WordPiece");

  private Algorithms() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it isn't known, or its vocabulary has a fault
   */
  static SubwordAlgorithm read(JsonNode model) {
    return switch (type(model)) {
      case "BPE" -> bpe(model);
      case "SentencePiece" -> sentencePiece(model);
      case "Unigram" -> unigram(model);
      case "WordLevel" -> {
        PieceTable vocabulary = vocabulary(model);
        yield new WordLevel(vocabulary, unknown(model, vocabulary));
      }
      case "WordPiece" -> {
        PieceTable vocabulary = vocabulary(model);
        yield new WordPiece(
            vocabulary,
            unknown(model, vocabulary),
            model.path("continuing_subword_prefix").asText("##"),
            model.path("max_input_chars_per_word").asInt(100));
      }
      default -> throw JsonRules.unknown("model", model, KNOWN);
    };
  }

  /** Older files don't say the type. */
  private static String type(JsonNode model) {
    String type = JsonRules.type(model);
    if (!type.isEmpty()) {
      return type;
    }
    if (model.has("merges")) {
      return "BPE";
    }
    if (model.path("vocab").isArray()) {
      return "Unigram";
    }
    return model.has("continuing_subword_prefix") ? "WordPiece" : "WordLevel";
  }

  private static PieceTable vocabulary(JsonNode model) {
    Map<String, Integer> ids = new HashMap<>();
    model
        .path("vocab")
        .properties()
        .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt(-1)));
    return PieceTable.of(ids);
  }

  private static int unknown(JsonNode model, PieceTable vocabulary) {
    String piece = model.path("unk_token").asText();
    int id = vocabulary.id(piece);
    if (id == PieceTable.NONE) {
      throw new IllegalArgumentException(
          "The vocabulary of ["
              + vocabulary.size()
              + "] pieces lacks ["
              + piece
              + "], which is to stand for unknown words; get the tokenizer anew");
    }
    return id;
  }

  private static SubwordAlgorithm bpe(JsonNode model) {
    PieceTable vocabulary = vocabulary(model);
    List<Merge> merges = new ArrayList<>();
    model.path("merges").forEach(merge -> merges.add(merge(merge)));
    return new BytePairEncoding(
        vocabulary,
        merges,
        new BytePairEncoding.Settings(
            model.path("unk_token").isTextual() ? unknown(model, vocabulary) : PieceTable.NONE,
            model.path("continuing_subword_prefix").asText(""),
            model.path("end_of_word_suffix").asText(""),
            model.path("fuse_unk").asBoolean(false),
            model.path("byte_fallback").asBoolean(false),
            model.path("ignore_merges").asBoolean(false)));
  }

  /** Two pieces as an array, or in older files with a blank between. */
  private static Merge merge(JsonNode merge) {
    if (merge.isArray() && merge.size() == 2) {
      return new Merge(merge.get(0).asText(), merge.get(1).asText());
    }
    String[] parts = merge.asText().split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "A merge is [" + merge + "]; expected two pieces with a blank between");
    }
    return new Merge(parts[0], parts[1]);
  }

  private static SubwordAlgorithm sentencePiece(JsonNode model) {
    PieceTable vocabulary = vocabulary(model);
    Set<String> userDefined = texts(model.path("user_defined"));
    Set<String> unused = texts(model.path("unused"));
    List<Piece> pieces = new ArrayList<>();
    for (JsonNode entry : model.path("pieces")) {
      String text = entry.path(0).asText();
      Piece.Type type = unused.contains(text) ? Piece.Type.UNUSED : Piece.Type.NORMAL;
      pieces.add(
          new Piece(
              text,
              (float) entry.path(1).asDouble(),
              userDefined.contains(text) ? Piece.Type.USER_DEFINED : type));
    }
    return new SentencePieces(
        kind(model.path("algorithm").asText()),
        pieces,
        vocabulary,
        unknown(model, vocabulary),
        model.path("byte_fallback").asBoolean(false));
  }

  private static SentencePieces.Kind kind(String name) {
    return switch (name) {
      case "unigram" -> SentencePieces.Kind.UNIGRAM;
      case "bpe" -> SentencePieces.Kind.BPE;
      default ->
          throw new IllegalArgumentException(
              "The algorithm of SentencePiece is [" + name + "]; expected unigram or bpe");
    };
  }

  private static Set<String> texts(JsonNode list) {
    return Set.copyOf(JsonRules.each(list, JsonNode::asText));
  }

  private static SubwordAlgorithm unigram(JsonNode model) {
    JsonNode entries = model.path("vocab");
    List<String> pieces = new ArrayList<>();
    double[] scores = new double[entries.size()];
    for (JsonNode entry : entries) {
      scores[pieces.size()] = entry.path(1).asDouble();
      pieces.add(entry.path(0).asText());
    }
    int unknown = model.path("unk_id").asInt(-1);
    if (unknown < 0 || unknown >= pieces.size()) {
      throw new IllegalArgumentException(
          "The unknown piece has the id ["
              + model.path("unk_id")
              + "]; expected one of ["
              + pieces.size()
              + "] pieces. Tokenizers without an unknown piece can't be used");
    }
    return new Unigram(
        PieceTable.of(pieces), scores, unknown, model.path("byte_fallback").asBoolean(false));
  }
}
