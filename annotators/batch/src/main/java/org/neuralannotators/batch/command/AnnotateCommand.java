package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.uima.UIMAException;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.neuralannotators.batch.BatchAnnotator;
import org.neuralannotators.batch.BatchReport;
import org.neuralannotators.batch.DocumentFailure;
import org.neuralannotators.batch.DocumentFinder;
import org.neuralannotators.batch.DocumentFormat;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Documents in, annotations out. */
@Command(
    name = "annotate",
    description =
        "Finds named entities in text files (UTF-8) and writes them into a folder, each under the"
            + " path of its document; report.json there names the documents that failed.",
    footer = "  neural-annotators annotate letters --out annotated --format json,conll")
final class AnnotateCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Text files, or folders: all .txt files below them.")
  private List<Path> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results; made if it doesn't exist.")
  private Path out;

  @Option(
      names = "--model",
      defaultValue = "",
      paramLabel = "MODEL",
      description =
          "Path of a bundle, classpath: and a path, or the name of a bundle; by default the one"
              + " for the language, such as en-ner.")
  private String model;

  @Option(
      names = "--format",
      split = ",",
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = "One or more of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Set<DocumentFormat> formats;

  @Option(
      names = "--min-confidence",
      defaultValue = "0",
      paramLabel = "P",
      description = "Leave out entities that are less certain, from 0 to 1.")
  private double minConfidence;

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Documents to work on at the same time; default ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--language",
      defaultValue = "en",
      paramLabel = "CODE",
      description = "Language of the documents; default ${DEFAULT-VALUE}.")
  private String language;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, UIMAException, InterruptedException {
    check();
    DocumentFinder finder = new DocumentFinder();
    for (Path input : inputs) {
      finder.add(input);
    }
    Files.createDirectories(out);
    try (BatchAnnotator annotator =
        new BatchAnnotator(pipeline(), language, threads, out, formats)) {
      BatchReport report = annotator.annotate(finder.documents(), finder.failures());
      print(report);
      annotator.write(report);
      return report.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void check() {
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "Option [--threads] is [" + threads + "]; expected 1 or more");
    }
  }

  private AnalysisEngineDescription pipeline() throws UIMAException {
    return LanguageProcessing.namedEntities(
        language,
        NamedEntityRecognizer.PARAM_MODEL_LOCATION,
        model,
        NamedEntityRecognizer.PARAM_LANGUAGE,
        language,
        NamedEntityRecognizer.PARAM_MIN_CONFIDENCE,
        minConfidence);
  }

  private void print(BatchReport report) {
    PrintWriter err = spec.commandLine().getErr();
    for (DocumentFailure failure : report.failures()) {
      err.println("Failed: " + failure.document() + ": " + failure.reason());
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d documents (%d failed), %d tokens, %d entities in %.2f s%n",
            report.documents(),
            report.failures().size(),
            report.tokens(),
            report.entities(),
            report.seconds());
  }
}
