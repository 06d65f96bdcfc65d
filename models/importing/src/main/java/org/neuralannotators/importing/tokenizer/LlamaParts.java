package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.BundleException;

/**
 * What Llama's class does to texts beside its model of SentencePiece: blanks become marks, and
 * texts aren't cut into words.
 */
final class LlamaParts {
  private LlamaParts() {}

  /** Sets them. */
  static void set(ObjectNode root, TokenizerSettings settings) throws BundleException {
    boolean prefix = settings.flag("add_prefix_space", true);
    if (settings.flag("legacy", true)) {
      List<ObjectNode> steps = new ArrayList<>();
      if (prefix) {
        steps.add(Parts.part("Prepend").put("prepend", Parts.MARK));
      }
      steps.add(Parts.replace(" ", Parts.MARK));
      root.set("normalizer", Parts.sequence("normalizers", steps));
    } else {
      root.set(
          "pre_tokenizer",
          Parts.metaspace(prefix)
              .put("prepend_scheme", prefix ? "first" : "never")
              .put("split", false));
    }
    root.set("decoder", Parts.sequence("decoders", decoders(prefix)));
  }

  private static List<ObjectNode> decoders(boolean prefix) {
    List<ObjectNode> steps = new ArrayList<>();
    steps.add(Parts.replace(Parts.MARK, " "));
    steps.add(Parts.part("ByteFallback"));
    steps.add(Parts.part("Fuse"));
    if (prefix) {
      steps.add(Parts.part("Strip").put("content", " ").put("start", 1).put("stop", 0));
    }
    return steps;
  }
}
