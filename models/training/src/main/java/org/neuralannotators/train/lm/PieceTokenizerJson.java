package org.neuralannotators.train.lm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.text.CharacterMerges;
import org.neuralannotators.text.pretokenize.ByteLevel;

/**
 * Tokenizers of decoders as a {@code tokenizer.json}. All white space is kept as it is, and {@code
 * decode(encode(text))} is the text where none of it is unknown.
 */
final class PieceTokenizerJson {
  /** The piece between texts, as GPT-2's; its id is 0. */
  static final String END = "<|endoftext|>";

  private static final String UNKNOWN = "<unk>";

  private PieceTokenizerJson() {}

  /**
   * Pieces of one character.
   *
   * @param characters each once
   */
  static ObjectNode characters(Stream<String> characters) {
    ObjectNode root = tokenizer(END, UNKNOWN);
    root.putObject("pre_tokenizer")
        .put("type", "Split")
        .put("behavior", "Isolated")
        .put("invert", false)
        .putObject("pattern")
        .put("Regex", "[\\s\\S]");
    root.putObject("decoder").put("type", "Fuse");
    root.putObject("model")
        .put("type", "WordLevel")
        .put("unk_token", UNKNOWN)
        .set("vocab", vocabulary(Stream.concat(Stream.of(END, UNKNOWN), characters)));
    return root;
  }

  /**
   * GPT-2's pieces: bytes, and what is merged of them.
   *
   * @param merges of the characters that stand for bytes
   */
  static ObjectNode bytePairs(List<CharacterMerges.Merge> merges) {
    ObjectNode root = tokenizer(END);
    for (String part : List.of("pre_tokenizer", "post_processor", "decoder")) {
      root.putObject(part)
          .put("type", "ByteLevel")
          .put("add_prefix_space", false)
          .put("trim_offsets", false)
          .put("use_regex", true);
    }
    Stream<String> bytes =
        IntStream.range(0, 256).mapToObj(b -> String.valueOf(ByteLevel.character((byte) b)));
    Stream<String> merged = merges.stream().map(merge -> merge.left() + merge.right());
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.set("vocab", vocabulary(Stream.concat(Stream.of(END), Stream.concat(bytes, merged))));
    merges.forEach(
        merge -> model.withArray("merges").addArray().add(merge.left()).add(merge.right()));
    return root;
  }

  private static ObjectNode tokenizer(String... specials) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", "1.0");
    for (int id = 0; id < specials.length; id++) {
      root.withArray("added_tokens")
          .addObject()
          .put("id", id)
          .put("content", specials[id])
          .put("special", true)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false);
    }
    return root;
  }

  /** Two merges can have the same result, which is one piece. */
  private static ObjectNode vocabulary(Stream<String> pieces) {
    ObjectNode vocabulary = JsonNodeFactory.instance.objectNode();
    pieces.distinct().forEach(piece -> vocabulary.put(piece, vocabulary.size()));
    return vocabulary;
  }
}
