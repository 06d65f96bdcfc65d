package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.text.Utf8LineReader;

/** GPT-2's {@code vocab.json} and {@code merges.txt} as a {@code tokenizer.json}. */
final class ByteLevelDocument {
  private ByteLevelDocument() {}

  /** Reads the files. */
  static ObjectNode read(
      Path vocabulary, Path merges, TokenizerFamily family, TokenizerSettings settings)
      throws IOException {
    boolean prefixSpace = settings.flag("add_prefix_space", false);
    ObjectNode model =
        Parts.bytePairEncoding().put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.set("vocab", JsonFile.read(vocabulary));
    addMerges(merges, model.putArray("merges"));
    ObjectNode root = Parts.document(model);
    if (family == TokenizerFamily.MODERN_BERT) {
      root.set("normalizer", Parts.part("NFC"));
    }
    root.set("pre_tokenizer", Parts.byteLevel(prefixSpace, true));
    root.set("decoder", Parts.byteLevel(true, true));
    if (family.template().isEmpty()) {
      root.set("post_processor", Parts.byteLevel(true, false));
    }
    return root;
  }

  private static void addMerges(Path file, ArrayNode merges) throws IOException {
    List<String> lines = Utf8LineReader.lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if ((i == 0 && line.startsWith("#version")) || line.isBlank()) {
        continue;
      }
      String[] parts = line.split(" ", -1);
      if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
        throw new BundleException(
            "["
                + file
                + "] line ["
                + (i + 1)
                + "] is ["
                + line
                + "]; expected two pieces with a blank between. Get the file anew");
      }
      merges.addArray().add(parts[0]).add(parts[1]);
    }
  }
}
