package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAException;
import org.neuralannotators.batch.BatchAnnotator;
import org.neuralannotators.batch.BatchReport;
import org.neuralannotators.batch.BatchSettings;
import org.neuralannotators.batch.ModelSettings;
import org.neuralannotators.batch.read.InputFile;
import org.neuralannotators.batch.read.Inputs;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.Layer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Documents in, annotations out. */
@Command(
    name = "annotate",
    description = {
      "Finds named entities, parts of speech, chunks, classes and answers in documents (UTF-8), as"
          + " the models are for, and writes them into a folder, each under the path of its document;"
          + " report.json there names the documents that failed.",
      "The same command again goes on where a run was stopped, and annotates what is new or has"
          + " changed."
    },
    footer = "  neural-annotators annotate letters --out annotated --format json,html")
final class AnnotateCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description =
          "Files, or folders: all .txt, .conll, .conllu, .xmi, .jsonl and .ndjson files below them;"
              + " - for standard input.")
  private List<Path> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results; made if it doesn't exist.")
  private Path out;

  @Mixin private InputOptions inputOptions;

  @Mixin private ModelOptions modelOptions;

  @Option(
      names = "--format",
      split = ",",
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = {
        "One or more of these; default ${DEFAULT-VALUE}.",
        "json: text, sentences, tokens (tag, pos, chunk), entities, chunks, classes,"
            + " answers, translation",
        "jsonl: the same without text, a line a document, a file for each input file",
        "xmi: all annotations, for UIMA",
        "conll: a line a token, a column for each tagger in the order of the models",
        "brat: text, and entities and chunks beside it",
        "html: a page with entities in colour and tables of the rest"
      })
  private Set<DocumentFormat> formats;

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Documents to work on at the same time; default ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--overwrite",
      description =
          "Annotate everything anew, also into a folder that was made with other settings.")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, UIMAException, InterruptedException {
    check();
    AnnotatingModels models = modelOptions.read();
    Inputs documents = new Inputs(inputs, inputOptions.format());
    try (BatchAnnotator annotator =
        new BatchAnnotator(
            models.steps(formats), settings(models.settings()), threads, out, overwrite)) {
      BatchReport report = annotate(annotator, documents);
      print(report, models.find(Layer.Kind.ENTITIES));
      return report.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private BatchReport annotate(BatchAnnotator annotator, Inputs documents)
      throws IOException, InterruptedException {
    try (ProgressReporter progress =
        ProgressReporter.standard(
            spec.commandLine().getErr(), "annotate", "documents", documents.count())) {
      return annotator.annotate(documents, progress);
    }
  }

  private void check() throws IOException {
    if (threads < 1) {
      throw bad("Option [--threads] is [" + threads + "]; expected 1 or more");
    }
    if (inputs.contains(InputFile.STANDARD_INPUT) && inputs.size() > 1) {
      throw bad("[-] is among " + inputs + "; expected standard input alone, or files and folders");
    }
    for (Path input : inputs) {
      if (Files.exists(out) && Files.exists(input) && Files.isSameFile(out, input)) {
        throw bad("Option [--out] is [" + out + "], which is an input; expected another folder");
      }
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private BatchSettings settings(ModelSettings models) {
    return new BatchSettings(
        Version.ofSoftware(),
        models,
        inputs.stream().map(AnnotateCommand::folder).distinct().toList(),
        inputOptions.format(),
        inputOptions.reader(),
        formats);
  }

  private static String folder(Path input) {
    if (input.equals(InputFile.STANDARD_INPUT)) {
      return input.toString();
    }
    Path path = input.toAbsolutePath().normalize();
    return (Files.isDirectory(path) ? path : path.getParent()).toString();
  }

  private void print(BatchReport report, boolean entities) {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d documents (%d failed), %d tokens%s in %.2f s%s%n",
            report.documents(),
            report.failed(),
            report.tokens(),
            entities ? ", " + report.entities() + " entities" : "",
            report.seconds(),
            report.skipped() == 0 ? "" : "; " + report.skipped() + " were done before");
  }
}
