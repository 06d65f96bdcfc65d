package org.neuralannotators.train.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.DataFiles;
import org.neuralannotators.train.data.DataSets;
import org.neuralannotators.train.data.LoadedSet;

/** Reads the data sets of a configuration. */
final class FineTuningData {
  private FineTuningData() {}

  /**
   * Reads all sets.
   *
   * @throws ConfigurationException when there is nothing to learn from
   */
  static <D> DataSets<FineTuningConfig.DataSet, D> load(
      FineTuningConfig config, FineTuningTask<?, D> task) throws IOException {
    Path folder = Path.of(config.data().folder());
    List<LoadedSet<FineTuningConfig.DataSet, D>> sets = new ArrayList<>();
    for (FineTuningConfig.DataSet set : config.data().sets()) {
      DataFiles<D> files = new DataFiles<>(folder, set.name(), file -> task.read(file, set));
      sets.add(
          new LoadedSet<>(
              set,
              set.text() == null ? files.read("train", set.train()) : texts(folder, set, task),
              files.read("dev", set.dev()),
              files.read("test", set.test())));
    }
    DataSets<FineTuningConfig.DataSet, D> data = new DataSets<>(sets);
    if (data.train().isEmpty()) {
      throw new ConfigurationException(
          "None of the data sets has training data; set [data.sets.train] of at least one");
    }
    return data;
  }

  private static <D> List<D> texts(
      Path folder, FineTuningConfig.DataSet set, FineTuningTask<?, D> task) throws IOException {
    List<D> texts = new ArrayList<>();
    for (Path file : PlainText.files(folder, set.text())) {
      texts.addAll(task.readText(file));
    }
    return DataFiles.requireAny(texts, "text", set.name(), set.text());
  }
}
