package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.text.JsonRules;
import org.neuralannotators.text.pretokenize.ByteLevel;

/** The decoders of Hugging Face's {@code tokenizer.json}. */
final class Decoders {
  private static final List<String> KNOWN =
      List.of(
          "BPEDecoder",
          "ByteFallback",
          "ByteLevel",
          "Fuse",
          "Metaspace",
          "Replace",
          "Sequence",
          "Strip",
          "WordPiece");

  private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");
  private static final String UNDECODABLE = "\uFFFD";

  private Decoders() {}

  /**
   * Reads one; without rules pieces are joined by blanks.
   *
   * @param rules may be null
   * @throws IllegalArgumentException when it isn't known
   */
  static Decoder read(JsonNode rules) {
    return switch (JsonRules.type(rules)) {
      case "" -> Decoders::words;
      case "BPEDecoder" -> endOfWord(rules.path("suffix").asText("</w>"));
      case "ByteFallback" -> Decoders::bytePieces;
      case "ByteLevel" -> Decoders::bytes;
      case "Fuse" -> pieces -> List.of(String.join("", pieces));
      case "Metaspace" ->
          metaspace(
              Character.toString(JsonRules.character(rules, "replacement", "\u2581")),
              !rules.path("prepend_scheme").asText().equals("never")
                  && rules.path("add_prefix_space").asBoolean(true));
      case "Replace" -> {
        Pattern pattern = JsonRules.pattern(rules.path("pattern"));
        String content = Matcher.quoteReplacement(rules.path("content").asText());
        yield Decoder.each(piece -> pattern.matcher(piece).replaceAll(content));
      }
      case "Sequence" -> Decoder.sequence(JsonRules.each(rules.path("decoders"), Decoders::read));
      case "Strip" ->
          strip(
              rules.path("content").asText(),
              rules.path("start").asInt(),
              rules.path("stop").asInt());
      case "WordPiece" ->
          wordPiece(rules.path("prefix").asText("##"), rules.path("cleanup").asBoolean(true));
      default -> throw JsonRules.unknown("decoder", rules, KNOWN);
    };
  }

  private static List<String> words(List<String> pieces) {
    return List.of(String.join(" ", pieces));
  }

  private static Decoder endOfWord(String suffix) {
    return pieces -> {
      List<String> result = new ArrayList<>();
      for (int i = 0; i < pieces.size(); i++) {
        result.add(pieces.get(i).replace(suffix, i + 1 < pieces.size() ? " " : ""));
      }
      return result;
    };
  }

  private static Decoder metaspace(String mark, boolean prefixed) {
    return pieces -> {
      List<String> result = new ArrayList<>();
      for (int i = 0; i < pieces.size(); i++) {
        result.add(pieces.get(i).replace(mark, i == 0 && prefixed ? "" : " "));
      }
      return result;
    };
  }

  private static Decoder strip(String content, int start, int stop) {
    return Decoder.each(
        piece -> {
          String result = piece;
          for (int i = 0; i < start && result.startsWith(content); i++) {
            result = result.substring(content.length());
          }
          for (int i = 0; i < stop && result.endsWith(content); i++) {
            result = result.substring(0, result.length() - content.length());
          }
          return result;
        });
  }

  private static Decoder wordPiece(String prefix, boolean cleanUp) {
    return pieces -> {
      List<String> result = new ArrayList<>();
      for (String piece : pieces) {
        String text = piece;
        if (!result.isEmpty()) {
          text = piece.startsWith(prefix) ? piece.substring(prefix.length()) : " " + piece;
        }
        result.add(cleanUp ? cleanUp(text) : text);
      }
      return result;
    };
  }

  /** Hugging Face's {@code clean_up_tokenization}. */
  private static String cleanUp(String text) {
    return text.replace(" .", ".")
        .replace(" ?", "?")
        .replace(" !", "!")
        .replace(" ,", ",")
        .replace(" ' ", "'")
        .replace(" n't", "n't")
        .replace(" 'm", "'m")
        .replace(" do not", " don't")
        .replace(" 's", "'s")
        .replace(" 've", "'ve")
        .replace(" 're", "'re");
  }

  private static List<String> bytes(List<String> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String piece : pieces) {
      if (piece.codePoints().allMatch(c -> ByteLevel.byteOf(c) >= 0)) {
        piece.codePoints().forEach(c -> bytes.write(ByteLevel.byteOf(c)));
      } else {
        bytes.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
      }
    }
    return List.of(bytes.toString(StandardCharsets.UTF_8));
  }

  private static List<String> bytePieces(List<String> pieces) {
    List<String> result = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String piece : pieces) {
      Matcher matcher = BYTE.matcher(piece);
      if (matcher.matches()) {
        bytes.write(Integer.parseInt(matcher.group(1), 16));
      } else {
        flush(bytes, result);
        result.add(piece);
      }
    }
    flush(bytes, result);
    return result;
  }

  private static void flush(ByteArrayOutputStream bytes, List<String> result) {
    if (bytes.size() > 0) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
      try {
        result.add(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
      } catch (CharacterCodingException e) {
        result.add(UNDECODABLE.repeat(bytes.size()));
      }
      bytes.reset();
    }
  }
}
