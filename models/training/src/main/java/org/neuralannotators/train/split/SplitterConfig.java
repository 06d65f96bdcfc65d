package org.neuralannotators.train.split;

import com.fasterxml.jackson.annotation.JacksonInject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.neuralannotators.split.SplitterSettings;
import org.neuralannotators.train.config.ConfigurationReader;
import org.neuralannotators.train.config.Envelope;
import org.neuralannotators.train.config.TaskConfig;
import org.neuralannotators.train.data.DataSource;

/**
 * How a splitter of sentences and tokens is trained; the file {@code docs/training.md} explains
 * each key.
 *
 * @param envelope what all tasks have
 * @param tableSize weights of each of the two models, a power of two
 * @param epochs passes over the text
 * @param minimumSplits how often a word must be split, such as {@code can not}, to be learnt
 * @param tokenThreshold log-odds over which a token ends
 * @param sentenceThreshold log-odds over which a sentence ends
 * @param unmarkedThreshold the same behind a word or a comma within a line
 * @param data CoNLL-U files
 */
record SplitterConfig(
    @JacksonInject Envelope envelope,
    Integer tableSize,
    Integer epochs,
    int minimumSplits,
    double tokenThreshold,
    double sentenceThreshold,
    double unmarkedThreshold,
    List<DataSet> data)
    implements TaskConfig {
  SplitterConfig {
    if (data == null || data.stream().allMatch(set -> set.train() == null)) {
      throw new IllegalArgumentException(
          "[name] and [data] with a [train] are needed; expected the bundle's name and CoNLL-U"
              + " files");
    }
    tableSize = Objects.requireNonNullElse(tableSize, 1 << 18);
    epochs = Objects.requireNonNullElse(epochs, 4);
    if (tableSize < 1 || Integer.bitCount(tableSize) != 1 || epochs < 1) {
      throw new IllegalArgumentException(
          "[tableSize] is [%d], [epochs] is [%d]; expected a power of two, and at least 1"
              .formatted(tableSize, epochs));
    }
  }

  /**
   * A data set.
   *
   * @param name for the manifest
   * @param licence for the manifest
   * @param attribution for the manifest
   * @param train file to learn from, if any
   * @param dev file that is scored at the end, if any
   * @param test file that is scored at the end, if any
   * @param repeat how often it is learnt from in an epoch
   */
  record DataSet(
      String name,
      String licence,
      String attribution,
      String train,
      String dev,
      String test,
      Integer repeat)
      implements DataSource {
    DataSet {
      repeat = Objects.requireNonNullElse(repeat, 1);
      if (repeat < 1) {
        throw new IllegalArgumentException("[repeat] is [" + repeat + "]; expected at least 1");
      }
    }
  }

  /** Reads a YAML file. */
  static SplitterConfig read(Path file) throws IOException {
    return ConfigurationReader.readTask(file, SplitterConfig.class, "training");
  }

  /** The sets that are learnt from. */
  Stream<DataSet> learnt() {
    return data.stream().filter(set -> set.train() != null);
  }

  SplitterSettings settings() {
    return new SplitterSettings(
        tableSize,
        epochs,
        minimumSplits,
        tokenThreshold,
        sentenceThreshold,
        unmarkedThreshold,
        seed());
  }
}
