package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.neuralannotators.batch.vectors.WordVectorTrainer;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.train.classify.FineTuningRecipe;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.lm.LanguageModelRecipe;
import org.neuralannotators.train.pretrain.PretrainingRecipe;
import org.neuralannotators.train.split.SplitterTraining;
import org.neuralannotators.train.tagger.TaggerConfig;
import org.neuralannotators.train.tagger.TaggerRecipe;
import org.neuralannotators.train.translate.TranslatorRecipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains models. */
@Command(
    name = "train",
    description = "Trains a model and writes it as a model bundle.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "  neural-annotators train ner --config ner.yaml --out my-ner")
final class TrainCommand {
  @Spec private CommandSpec spec;

  @Command(
      description = "Trains a tagger of named entities.",
      footer = "  neural-annotators train ner --config ner.yaml --out my-ner")
  int ner(@Mixin TrainOptions options) throws IOException {
    options.check(config -> require(config, TaggerTask.NER));
    return options.run(TaggerRecipe.TASK);
  }

  @Command(
      description = "Trains a tagger of parts of speech.",
      footer = "  neural-annotators train pos --config pos.yaml --out my-pos")
  int pos(@Mixin TrainOptions options) throws IOException {
    options.check(config -> require(config, TaggerTask.POS));
    return options.run(TaggerRecipe.TASK);
  }

  private static void require(Path config, TaggerTask task) throws IOException {
    if (TaggerConfig.read(config).task() != task) {
      throw new ConfigurationException(
          "The configuration [%s] is not for this command: expected a key [scheme] with [NONE] for"
                  .formatted(config)
              + " [train pos], and with a scheme of spans such as [BIOES] for [train ner]");
    }
  }

  @Command(
      description = {
        "Trains a pretrained encoder as a tagger.",
        "The configuration's key [bert] names the encoder; its scheme says what is tagged."
      },
      footer = "  neural-annotators train bert --config bert.yaml --out my-ner")
  int bert(@Mixin TrainOptions options) throws IOException {
    options.check(TrainCommand::requireEncoder);
    return options.run(TaggerRecipe.TASK);
  }

  private static void requireEncoder(Path config) throws IOException {
    if (TaggerConfig.read(config).bert() == null) {
      throw new ConfigurationException(
          "The configuration [%s] has no key [bert]; expected one with a key [encoder], the bundle"
                  .formatted(config)
              + " of [import huggingface]");
    }
  }

  @Command(
      description = "Trains a classifier of sentences, documents or pairs of them.",
      footer = "  neural-annotators train classifier --config sst2-bert.yaml --out my-sentiment")
  int classifier(@Mixin TrainOptions options) throws IOException {
    return options.run(FineTuningRecipe.CLASSIFIER);
  }

  @Command(
      description = "Trains a model that finds the answer to a question in a text.",
      footer = "  neural-annotators train qa --config squad.yaml --out my-qa")
  int qa(@Mixin TrainOptions options) throws IOException {
    return options.run(FineTuningRecipe.QUESTION_ANSWERER);
  }

  @Command(
      name = "bert-pretrain",
      description = {
        "Pretrains an encoder on plain text and writes it as a bundle for [train bert].",
        "The configuration's key [encoder] names one to go on from; without it, it starts anew."
      },
      footer = "  neural-annotators train bert-pretrain --config pretrain.yaml --out my-encoder")
  int bertPretrain(@Mixin TrainOptions options) throws IOException {
    return options.run(PretrainingRecipe.TASK);
  }

  @Command(
      description = {
        "Trains a language model on plain text.",
        "It is a bidirectional one of characters (ELMo), or one that reads words, pieces or"
            + " characters from left to right, for [generate]: a recurrent one, or a decoder."
      },
      footer = "  neural-annotators train lm --config lm.yaml --out my-lm")
  int lm(@Mixin TrainOptions options) throws IOException {
    return options.run(LanguageModelRecipe.TASK);
  }

  @Command(
      description = "Trains word vectors on plain text, for the key [words.vectors] of taggers.",
      footer = "  neural-annotators train vectors --config vectors.yaml --out vectors.txt")
  int vectors(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The training's configuration, YAML.")
          Path config,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "The vectors, in word2vec's text format.")
          Path out)
      throws IOException {
    WordVectorTrainer.train(config, out);
    return ExitCode.OK;
  }

  @Command(
      description = "Trains a translator, or any other network from a text to a text.",
      footer = "  neural-annotators train mt --config en-de.yaml --out my-translator")
  int mt(@Mixin TrainOptions options) throws IOException {
    return options.run(TranslatorRecipe.TASK);
  }

  @Command(
      description = {
        "Trains a splitter of text into sentences and tokens on CoNLL-U files.",
        "It takes seconds; the scores on dev and test are printed and stand in the manifest."
      },
      footer = "  neural-annotators train tokens --config en-tokens.yaml --out my-tokens")
  int tokens(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "The training's configuration, YAML.")
          Path config,
      @Mixin BundleOutput output)
      throws IOException {
    output.check("");
    for (ModelManifest.Score score : SplitterTraining.train(config, output.out())) {
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "%s, %s: %.4f%n", score.data(), score.metric(), score.value());
    }
    return ExitCode.OK;
  }
}
