package org.neuralannotators.batch.command;

import picocli.CommandLine.Command;

/** Measures models on data with known answers. */
@Command(
    name = "evaluate",
    description = "Measures a model.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EvaluateNerCommand.class,
      EvaluatePosCommand.class,
      EvaluateTokensCommand.class,
      EvaluateClassifierCommand.class,
      EvaluateQaCommand.class,
      EvaluateLmCommand.class,
      EvaluateMtCommand.class
    },
    footer = "  neural-annotators evaluate ner --model en-ner --data test.tsv")
final class EvaluateCommand {}
