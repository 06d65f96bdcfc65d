package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingTask;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a training that is configured by a file. */
final class TrainOptions {
  /** Looks at a configuration before the training. */
  @FunctionalInterface
  interface Check {
    void accept(Path config) throws IOException;
  }

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The training's configuration, YAML.")
  private Path config;

  @Mixin private BundleOutput output;

  @Option(names = "--resume", description = "Go on from the last checkpoint.")
  private boolean resume;

  void check(Check check) throws IOException {
    check.accept(config);
  }

  int run(TrainingTask<?> task) throws IOException {
    if (!resume) {
      output.check(", --resume to go on from the last checkpoint");
    }
    Trainer.train(task, config, output.out(), resume);
    return ExitCode.OK;
  }
}
