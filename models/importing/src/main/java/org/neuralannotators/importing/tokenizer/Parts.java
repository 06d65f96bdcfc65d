package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes the parts of a {@code tokenizer.json}. */
final class Parts {
  /** What stands for a blank in the pieces of SentencePiece. */
  static final String MARK = "\u2581";

  private Parts() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode part(String type) {
    return object().put("type", type);
  }

  /**
   * A document with a model and nothing else yet.
   *
   * @return its parts in the order in which files have them
   */
  static ObjectNode document(ObjectNode model) {
    ObjectNode root = object().put("version", "1.0").putNull("truncation").putNull("padding");
    root.putArray("added_tokens");
    for (String part : List.of("normalizer", "pre_tokenizer", "post_processor", "decoder")) {
      root.putNull(part);
    }
    root.set("model", model);
    return root;
  }

  static ObjectNode sequence(String name, List<? extends JsonNode> parts) {
    ObjectNode sequence = part("Sequence");
    sequence.putArray(name).addAll(parts);
    return sequence;
  }

  static ObjectNode replace(String text, String content) {
    return replace("String", text, content);
  }

  static ObjectNode replaceAll(String expression, String content) {
    return replace("Regex", expression, content);
  }

  private static ObjectNode replace(String kind, String pattern, String content) {
    ObjectNode replace = part("Replace").put("content", content);
    replace.putObject("pattern").put(kind, pattern);
    return replace;
  }

  static ObjectNode strip(boolean left) {
    return part("Strip").put("strip_left", left).put("strip_right", true);
  }

  static ObjectNode metaspace(boolean prefix) {
    return part("Metaspace")
        .put("replacement", MARK)
        .put("prepend_scheme", prefix ? "always" : "never")
        .put("split", true);
  }

  static ObjectNode byteLevel(boolean prefixSpace, boolean trimOffsets) {
    return part("ByteLevel")
        .put("add_prefix_space", prefixSpace)
        .put("trim_offsets", trimOffsets)
        .put("use_regex", true);
  }

  /** Byte-pair encoding without a vocabulary yet. */
  static ObjectNode bytePairEncoding() {
    return part("BPE")
        .putNull("dropout")
        .putNull("unk_token")
        .putNull("continuing_subword_prefix")
        .putNull("end_of_word_suffix")
        .put("fuse_unk", false)
        .put("byte_fallback", false)
        .put("ignore_merges", false);
  }
}
