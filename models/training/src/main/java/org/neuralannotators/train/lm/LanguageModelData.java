package org.neuralannotators.train.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.lm.Document;
import org.neuralannotators.lm.TextFormat;
import org.neuralannotators.lm.TextUnit;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.train.data.DataFiles;

/**
 * The text of a language model.
 *
 * @param train learnt from
 * @param dev scored
 */
record LanguageModelData(List<Document> train, List<Document> dev) {
  /**
   * @param unit what tokens are
   * @throws IllegalArgumentException when there is no text to learn from
   */
  static LanguageModelData load(LanguageModelConfig config, TextUnit unit) throws IOException {
    LanguageModelData data = new LanguageModelData(new ArrayList<>(), new ArrayList<>());
    Path folder = Path.of(config.data().folder());
    for (LanguageModelConfig.TextSet set : config.data().sets()) {
      int devBefore = data.dev.size();
      for (Path file : PlainText.files(folder, set.files())) {
        read(set.format(config.language(), unit), set, file, data);
      }
      if (set.dev() > 0) {
        List<Document> dev = data.dev.subList(devBefore, data.dev.size());
        DataFiles.requireAny(dev, "dev", set.name(), set.dev());
      }
    }
    if (data.train.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the data sets has text to learn from; set [data.sets.files] of at least one");
    }
    return data;
  }

  private static void read(
      TextFormat format, LanguageModelConfig.TextSet set, Path file, LanguageModelData data)
      throws IOException {
    if (set.train() > 0) {
      data.train.addAll(format.read(file, new TextFormat.Part(0, set.train())));
    }
    if (set.dev() > 0) {
      data.dev.addAll(format.read(file, new TextFormat.Part(set.train(), set.train() + set.dev())));
    }
  }
}
