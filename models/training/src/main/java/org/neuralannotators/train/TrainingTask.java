package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.config.TaskConfig;

/**
 * A task that models are trained for.
 *
 * @param configurations reads its configurations
 * @param recipes makes the recipe of a configuration
 * @param <C> a configuration
 */
public record TrainingTask<C extends TaskConfig>(
    Configurations<C> configurations, Recipes<C> recipes) {
  /** Reads configurations of a task. */
  @FunctionalInterface
  public interface Configurations<C> {
    /**
     * Reads a YAML file.
     *
     * @throws ConfigurationException when it can't be used
     */
    C read(Path file) throws IOException;
  }

  /** Makes recipes of a task. */
  @FunctionalInterface
  public interface Recipes<C> {
    /**
     * Reads the data and makes the model; an error leaves nothing open.
     *
     * @throws IllegalArgumentException when configuration and data can't be used
     */
    Recipe<?> of(C config, TrainingContext context) throws IOException;
  }

  /** A recipe, with an error that names the configuration's file. */
  Recipe<?> recipe(Path file, C config, TrainingContext context) throws IOException {
    try {
      return recipes.of(config, context);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Configuration [" + file + "]: " + e.getMessage(), e);
    }
  }
}
