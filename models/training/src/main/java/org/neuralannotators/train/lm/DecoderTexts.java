package org.neuralannotators.train.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.lm.TextLayout;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.text.Utf8LineReader;
import org.neuralannotators.train.data.DataFiles;

/**
 * The text of a decoder, which is kept as it is written, with a line feed between lines.
 *
 * @param train what is learnt from, one text after the other
 * @param dev what is scored
 */
record DecoderTexts(List<String> train, List<String> dev) {
  /**
   * Reads the data sets.
   *
   * @throws IllegalArgumentException when there is no text to learn from
   */
  static DecoderTexts load(LanguageModelConfig.Data data) throws IOException {
    DecoderTexts texts = new DecoderTexts(new ArrayList<>(), new ArrayList<>());
    for (LanguageModelConfig.TextSet set : data.sets()) {
      int devBefore = texts.dev.size();
      for (Path file : PlainText.files(Path.of(data.folder()), set.files())) {
        List<String> lines = Utf8LineReader.lines(file);
        int trained = (int) Math.round(set.train() * lines.size());
        int scored = (int) Math.round((set.train() + set.dev()) * lines.size());
        add(set, lines.subList(0, trained), texts.train);
        add(set, lines.subList(trained, scored), texts.dev);
      }
      if (set.dev() > 0) {
        List<String> dev = texts.dev.subList(devBefore, texts.dev.size());
        DataFiles.requireAny(dev, "dev", set.name(), set.dev());
      }
    }
    if (texts.train.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the data sets has text to learn from; set [data.sets.files] of at least one");
    }
    return texts;
  }

  private static void add(LanguageModelConfig.TextSet set, List<String> lines, List<String> texts) {
    if (set.layout() == TextLayout.TOKENS || set.column() != null) {
      throw new IllegalArgumentException(
          "The set [%s] has the layout [%s] and the column [%d]; expected RUNNING or LINES without a column: a decoder reads text as it is written"
              .formatted(set.name(), set.layout(), set.column()));
    }
    if (set.layout() == TextLayout.LINES) {
      lines.stream().filter(line -> !line.isBlank()).forEach(texts::add);
    } else if (!lines.stream().allMatch(String::isBlank)) {
      texts.add(String.join("\n", lines));
    }
  }
}
