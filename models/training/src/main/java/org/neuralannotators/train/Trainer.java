package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.text.Utf8Text;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.config.TaskConfig;

/** Trains models of any task by configuration files, and writes them as bundles. */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains.
   *
   * @param task which the configuration is for
   * @param config YAML
   * @param out the bundle, a folder or a {@code .zip}; beside it, log, plot and checkpoint
   * @param resume whether to go on from the checkpoint
   * @throws ConfigurationException when configuration, data or checkpoint can't be used
   * @throws DivergenceException when the network's numbers break down
   */
  public static TrainingResult train(TrainingTask<?> task, Path config, Path out, boolean resume)
      throws IOException {
    return train(task, config, out, resume, epoch -> {});
  }

  /** With an observer that learns of each epoch's end, by its number from 1. */
  public static <C extends TaskConfig> TrainingResult train(
      TrainingTask<C> task, Path file, Path out, boolean resume, IntConsumer observer)
      throws IOException {
    C config = task.configurations().read(file);
    try (TrainingReporter reporter = TrainingReporter.standard();
        Lanes lanes = Lanes.ofFloats(config.training().shards(), config.training().precision())) {
      TrainingContext context = new TrainingContext(TrainingFiles.of(out), lanes, reporter);
      try (Recipe<?> recipe = task.recipe(file, config, context);
          TrainingLoop<?> loop = new TrainingLoop<>(config, recipe, context)) {
        loop.run(Utf8Text.read(file), resume, observer);
        ModelManifest manifest = config.describe(recipe.manifest()).build();
        recipe.files().write(out, manifest);
        reporter.say(
            "wrote [%s]; log and plot are in [%s]".formatted(out, context.files().folder()));
        return loop.result(out, manifest);
      }
    }
  }
}
