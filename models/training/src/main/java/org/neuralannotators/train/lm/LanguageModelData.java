package org.neuralannotators.train.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.lm.Document;
import org.neuralannotators.lm.RawFormat;
import org.neuralannotators.lm.TextFormat;
import org.neuralannotators.lm.TextUnit;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.train.data.DataFiles;

/**
 * The text of a language model.
 *
 * @param train learnt from
 * @param dev scored
 * @param <D> a document
 */
record LanguageModelData<D>(List<D> train, List<D> dev) {
  /** Reads a part of a data set's file. */
  @FunctionalInterface
  private interface Reader<D> {
    List<D> read(LanguageModelConfig.TextSet set, Path file, TextFormat.Part part)
        throws IOException;
  }

  /**
   * Text that is split into tokens.
   *
   * @param unit what tokens are
   * @throws IllegalArgumentException when there is no text to learn from
   */
  static LanguageModelData<Document> tokens(LanguageModelConfig config, TextUnit unit)
      throws IOException {
    return read(
        config.data(), (set, file, part) -> set.format(config.language(), unit).read(file, part));
  }

  /**
   * Text as it is written.
   *
   * @throws IllegalArgumentException when there is no text to learn from
   */
  static LanguageModelData<String> raw(LanguageModelConfig.Data data) throws IOException {
    return read(
        data, (set, file, part) -> new RawFormat(set.layout(), set.column()).documents(file, part));
  }

  private static <D> LanguageModelData<D> read(LanguageModelConfig.Data data, Reader<D> reader)
      throws IOException {
    List<D> train = new ArrayList<>();
    List<D> dev = new ArrayList<>();
    for (LanguageModelConfig.TextSet set : data.sets()) {
      int devBefore = dev.size();
      double learnt = set.train();
      for (Path file : PlainText.files(Path.of(data.folder()), set.files())) {
        if (learnt > 0) {
          train.addAll(reader.read(set, file, new TextFormat.Part(0, learnt)));
        }
        if (set.dev() > 0) {
          dev.addAll(reader.read(set, file, new TextFormat.Part(learnt, learnt + set.dev())));
        }
      }
      if (set.dev() > 0) {
        DataFiles.requireAny(dev.subList(devBefore, dev.size()), "dev", set.name(), set.dev());
      }
    }
    if (train.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the data sets has text to learn from; set [data.sets.files] of at least one");
    }
    return new LanguageModelData<>(train, dev);
  }
}
