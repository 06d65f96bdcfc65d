package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.uima.UIMAException;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.neuralannotators.batch.AnnotationSteps;
import org.neuralannotators.batch.BatchAnnotator;
import org.neuralannotators.batch.BatchReport;
import org.neuralannotators.batch.BatchSettings;
import org.neuralannotators.batch.read.InputFile;
import org.neuralannotators.batch.read.Inputs;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelRepository;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.DocumentTranslator;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;
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
      "Finds named entities in documents (UTF-8) and writes them into a folder, each under the path"
          + " of its document; report.json there names the documents that failed.",
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
      names = "--exclude",
      paramLabel = "REGEX",
      description = "Leave out entities whose whole text matches, such as \"@.*\" for user names.")
  private Pattern exclude;

  @Option(
      names = "--translate",
      paramLabel = "MODEL",
      description =
          "Translate the documents too; path or name of a bundle. The translation is in json,"
              + " jsonl, xmi and html.")
  private String translationModel;

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

  @Option(
      names = "--overwrite",
      description =
          "Annotate everything anew, also into a folder that was made with other settings.")
  private boolean overwrite;

  @Mixin private PrecisionOption precision;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, UIMAException, InterruptedException {
    check();
    String location = model.isEmpty() ? ModelRepository.bundleName(language, "ner", "") : model;
    ModelManifest manifest = ModelRepository.standard().manifest(location);
    Optional<ModelManifest> translator = translator();
    Inputs documents = new Inputs(inputs, inputOptions.format());
    try (BatchAnnotator annotator =
        new BatchAnnotator(
            steps(location, manifest, translator),
            settings(manifest, translator),
            threads,
            out,
            overwrite)) {
      BatchReport report = annotate(annotator, documents);
      print(report);
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

  private Optional<ModelManifest> translator() throws IOException {
    if (translationModel == null) {
      return Optional.empty();
    }
    ModelManifest manifest = ModelRepository.standard().manifest(translationModel);
    if (!subtag(language).equals(subtag(manifest.language()))) {
      throw bad(
          "Option [--translate] names a model for the language ["
              + manifest.language()
              + "]; expected ["
              + language
              + "], that of the documents. Name another, or set [--language]");
    }
    return Optional.of(manifest);
  }

  private static String subtag(String language) {
    return Locale.forLanguageTag(Objects.requireNonNullElse(language, "")).getLanguage();
  }

  private AnnotationSteps steps(
      String location, ModelManifest manifest, Optional<ModelManifest> translator)
      throws UIMAException {
    return new AnnotationSteps(
        LanguageProcessing.sentences(language),
        LanguageProcessing.tokens(language),
        AnalysisEngineFactory.createEngineDescription(
            NamedEntityRecognizer.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
            NamedEntityRecognizer.PARAM_MODEL_LOCATION,
            location,
            NamedEntityRecognizer.PARAM_MIN_CONFIDENCE,
            minConfidence,
            NamedEntityRecognizer.PARAM_EXCLUDE,
            Objects.toString(exclude, null),
            // A run that was stopped and goes on writes what an undisturbed one would.
            NamedEntityRecognizer.PARAM_SHARED_BATCHES,
            false,
            NamedEntityRecognizer.PARAM_PRECISION,
            precision.value().name()),
        manifest.name(),
        manifest.labels(),
        translator.isPresent()
            ? Optional.of(translation(translator.get().name()))
            : Optional.empty());
  }

  private AnnotationSteps.Translation translation(String name) throws UIMAException {
    return new AnnotationSteps.Translation(
        AnalysisEngineFactory.createEngineDescription(
            DocumentTranslator.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
            DocumentTranslator.PARAM_MODEL_LOCATION,
            translationModel,
            DocumentTranslator.PARAM_PRECISION,
            precision.value().name(),
            DocumentTranslator.PARAM_TOKEN_LINKS,
            formats.contains(DocumentFormat.HTML) || formats.contains(DocumentFormat.XMI)),
        name);
  }

  private BatchSettings settings(ModelManifest manifest, Optional<ModelManifest> translator) {
    return new BatchSettings(
        Version.ofSoftware(),
        manifest,
        translator,
        language,
        entities(),
        precision.value(),
        inputs.stream().map(AnnotateCommand::folder).distinct().toList(),
        inputOptions.format(),
        inputOptions.reader(),
        formats);
  }

  private SpanFilter entities() {
    try {
      return new SpanFilter(minConfidence, exclude);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static String folder(Path input) {
    if (input.equals(InputFile.STANDARD_INPUT)) {
      return input.toString();
    }
    Path path = input.toAbsolutePath().normalize();
    return (Files.isDirectory(path) ? path : path.getParent()).toString();
  }

  private void print(BatchReport report) {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d documents (%d failed), %d tokens, %d entities in %.2f s%s%n",
            report.documents(),
            report.failed(),
            report.tokens(),
            report.entities(),
            report.seconds(),
            report.skipped() == 0 ? "" : "; " + report.skipped() + " were done before");
  }
}
