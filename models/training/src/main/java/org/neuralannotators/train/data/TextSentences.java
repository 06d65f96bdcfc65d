package org.neuralannotators.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.split.TextRange;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.split.TextSplitters;
import org.neuralannotators.text.ReadTokens;
import org.neuralannotators.text.Utf8Text;

/** Reads the sentences of plain text, each token's string only once in memory. */
public final class TextSentences {
  private final Map<String, String> strings = new HashMap<>();
  private final List<List<String>> sentences = new ArrayList<>();

  private TextSentences() {}

  /**
   * The sentences of files and folders.
   *
   * @param folder that the paths start from
   * @param splitter location of a bundle that splits text into sentences and tokens; null for text
   *     with a sentence a line, its tokens between blanks
   */
  public static List<List<String>> read(Path folder, List<String> paths, String splitter)
      throws IOException {
    TextSentences read = new TextSentences();
    List<Path> files = PlainText.files(folder, paths);
    if (splitter == null) {
      for (Path file : files) {
        Utf8Text.read(file).lines().forEach(line -> read.add(List.of(line.split("\\s+"))));
      }
    } else {
      try (TextSplitter bundle = TextSplitters.load(splitter)) {
        for (Path file : files) {
          read.split(bundle, Utf8Text.read(file));
        }
      }
    }
    return read.sentences;
  }

  private void split(TextSplitter splitter, String text) {
    for (TextRange sentence : splitter.sentences(text)) {
      add(splitter.tokens(text, sentence).stream().map(token -> token.of(text)).toList());
    }
  }

  private void add(List<String> tokens) {
    List<String> read =
        ReadTokens.of(tokens).tokens().stream()
            .map(token -> strings.computeIfAbsent(token, same -> same))
            .toList();
    if (!read.isEmpty()) {
      sentences.add(read);
    }
  }
}
