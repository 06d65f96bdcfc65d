package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuralannotators.classify.TextClassifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Texts in, their classes out. */
@Command(
    name = "classify",
    description = {
      "Gives texts (UTF-8), or pairs of texts, one of the classes that the model was trained for,"
          + " or as many as are likely, or numbers, as the model does.",
      "Prints for each line its class and the probability with a tab between, an empty line for a"
          + " blank one; with --json an object a line: id, label, confidence, and probabilities of"
          + " all classes, or numbers by their names.",
      "Where many classes may be right, those of a probability of at least 0.5 stand in the line,"
          + " and at least the most probable; numbers stand alone.",
      "Documents and their sentences are classified by annotate."
    },
    footer = {
      "  neural-annotators classify --model my-classifier reviews.txt",
      "  neural-annotators classify --model gpt2 --prompt sentiment.yaml reviews.txt"
    })
final class ClassifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A text a line, or for a model of pairs two with a tab between; or JSON lines, {\"id\":"
              + " ..., \"text\": ...} and in pairs \"second\"; - or nothing for standard input.")
  private Path file;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Path of a bundle, classpath: and a path, or the name of a bundle.")
  private String model;

  @Mixin private PromptFileOption prompt;

  @Mixin private LineOptions lines;

  @Mixin private PrecisionOption precision;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (TextItems items = TextItems.open(file, lines.areJson(file));
        TextClassifier classifier = prompt.load(model, precision.predictor())) {
      new Classifications(classifier, lines.json(), spec.commandLine().getOut()).print(items);
    }
    return ExitCode.OK;
  }
}
