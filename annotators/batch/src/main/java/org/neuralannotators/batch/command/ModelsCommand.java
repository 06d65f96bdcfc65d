package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.lm.adapter.AdaptedDecoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at model bundles, and merges them. */
@Command(
    name = "models",
    description = "Lists, describes, checks and merges model bundles.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "  neural-annotators models verify en-ner")
final class ModelsCommand {
  private static final String BUNDLE =
      "Path of a bundle, classpath: and a path, or the name of a bundle.";

  private final ModelRepository repository = ModelRepository.standard();

  @Spec private CommandSpec spec;

  @Command(
      description = "Lists the bundles of the repository folder and of the class path.",
      footer = "  neural-annotators models list")
  void list() throws IOException {
    out().printf("Repository folder: %s%n", repository.folder());
    for (ModelRepository.Entry entry : repository.list()) {
      out().printf("%-20s %s%n", entry.name(), entry.location());
    }
  }

  @Command(
      description = "Says what a bundle is, what it was trained on and how good it is.",
      footer = "  neural-annotators models info en-ner")
  void info(@Parameters(paramLabel = "MODEL", description = BUNDLE) String model)
      throws IOException {
    ModelManifest manifest = repository.manifest(model);
    print("Name", manifest.name());
    print("Description", manifest.description());
    print("Kind", manifest.kind());
    print("Language", manifest.language());
    print("Labels", String.join(" ", manifest.labels()));
    print("Licence", manifest.licence());
    print("Written by", manifest.softwareVersion());
    for (ModelManifest.TrainingData data : manifest.trainingData()) {
      print(
          "Trained on",
          Stream.of(data.name(), data.licence(), data.attribution())
              .filter(Objects::nonNull)
              .collect(Collectors.joining("; ")));
    }
    for (ModelManifest.Score score : manifest.scores()) {
      print(
          "Score",
          String.format(Locale.ROOT, "%s %s %.4g", score.data(), score.metric(), score.value()));
    }
  }

  @Command(
      description = "Checks that every file of a bundle is there and unaltered.",
      footer = "  neural-annotators models verify en-ner")
  void verify(@Parameters(paramLabel = "MODEL", description = BUNDLE) String model)
      throws IOException {
    try (ModelBundle bundle = repository.open(model)) {
      out()
          .printf(
              "%s: all %d files are as the manifest says%n",
              bundle.location(), bundle.manifest().files().size());
    }
  }

  @Command(
      description = {
        "Writes a decoder with an adapter of it as a decoder of its own, with the adapter's name.",
        "An adapter is what [train lm] writes with the key [lora.apart]."
      },
      footer = "  neural-annotators models merge gpt2 my-adapter --out my-lm")
  int merge(
      @Parameters(paramLabel = "MODEL", description = BUNDLE) String model,
      @Parameters(paramLabel = "ADAPTER", description = BUNDLE) String adapter,
      @Mixin BundleOutput output)
      throws IOException {
    output.check("");
    AdaptedDecoder.merge(model, adapter, output.out());
    return ExitCode.OK;
  }

  private void print(String what, String value) {
    if (value != null) {
      out().printf("%-12s %s%n", what, value);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
