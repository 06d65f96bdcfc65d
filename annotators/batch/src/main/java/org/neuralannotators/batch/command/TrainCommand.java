package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.train.ConfigurationException;
import org.neuralannotators.train.TaggerConfig;
import org.neuralannotators.train.TaggerTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains models. */
@Command(
    name = "train",
    description = "Trains a model.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "  neural-annotators train ner --config ner.yaml --out my-ner")
final class TrainCommand {
  /** What every training needs. */
  static final class TrainingOptions {
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

    private void train(TaggerTask task) throws IOException {
      if (TaggerConfig.read(config).task() != task) {
        throw new ConfigurationException(
            "The configuration [%s] is not for this command: expected a key [scheme] with [NONE] for"
                    .formatted(config)
                + " [train pos], and with a scheme of spans such as [BIOES] for [train ner]");
      }
      train();
    }

    private void train() throws IOException {
      TaggerTrainer.train(config, out, resume);
    }
  }

  @Command(
      description = "Trains a tagger of named entities and writes it as a model bundle.",
      footer = "  neural-annotators train ner --config ner.yaml --out my-ner")
  void ner(@Mixin TrainingOptions options) throws IOException {
    options.train(TaggerTask.NER);
  }

  @Command(
      description = "Trains a tagger of parts of speech and writes it as a model bundle.",
      footer = "  neural-annotators train pos --config pos.yaml --out my-pos")
  void pos(@Mixin TrainingOptions options) throws IOException {
    options.train(TaggerTask.POS);
  }

  @Command(
      description = {
        "Trains a pretrained encoder as a tagger and writes it as a model bundle.",
        "The configuration's key [bert] names the encoder; its scheme says what is tagged."
      },
      footer = "  neural-annotators train bert --config bert.yaml --out my-ner")
  void bert(@Mixin TrainingOptions options) throws IOException {
    if (TaggerConfig.read(options.config).bert() == null) {
      throw new ConfigurationException(
          "The configuration [%s] has no key [bert]; expected one with a key [encoder], the bundle"
                  .formatted(options.config)
              + " of [import bert]");
    }
    options.train();
  }
}
