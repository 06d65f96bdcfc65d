package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuralannotators.train.TaggerTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Trains models. */
@Command(
    name = "train",
    description = "Trains a model.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TrainCommand.Ner.class,
    footer = "  neural-annotators train ner --config ner.yaml --out my-ner")
final class TrainCommand {
  /** Trains a tagger of named entities. */
  @Command(
      name = "ner",
      description = "Trains a tagger of named entities and writes it as a model bundle.",
      footer = "  neural-annotators train ner --config ner.yaml --out my-ner")
  static final class Ner implements Callable<Integer> {
    @Option(
        names = "--config",
        required = true,
        paramLabel = "FILE",
        description = "The training's configuration, YAML.")
    private Path config;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "BUNDLE",
        description = "Folder for the bundle, or a name that ends in .zip.")
    private Path out;

    @Option(names = "--resume", description = "Go on from the last checkpoint.")
    private boolean resume;

    @Override
    public Integer call() throws IOException {
      TaggerTrainer.train(config, out, resume);
      return ExitCode.OK;
    }
  }
}
