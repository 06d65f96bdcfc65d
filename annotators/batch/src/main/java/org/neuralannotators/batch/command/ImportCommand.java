package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.elmo.ElmoImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.ModelCard;
import org.neuralannotators.importing.huggingface.family.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes bundles of the weights of others. */
@Command(
    name = "import",
    description = "Makes a model bundle of weights in another program's format.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ImportCommand.HuggingFace.class, ImportCommand.Elmo.class},
    footer = "  neural-annotators import huggingface bert-base-NER --out bert-base-NER.bundle")
final class ImportCommand {
  /** Imports a model of Hugging Face's, or a BERT of another program's. */
  @Command(
      name = "huggingface",
      aliases = "bert",
      description = {
        "Imports a model that was saved by transformers, with its head: BERT, RoBERTa, DeBERTa,"
            + " ModernBERT and others; GPT-2, Llama and other decoders are language models.",
        "The source is",
        "- a folder of Hugging Face's: config.json, the files of the tokenizer,"
            + " model.safetensors or pytorch_model.bin, whole or in shards;",
        "- a folder of sentence-transformers', or of a GLiNER model: gliner_config.json and the"
            + " same;",
        "- an ONNX file with config.json and the tokenizer beside it or one folder up; without"
            + " config.json, an encoder;",
        "- a folder of Google's TensorFlow checkpoint or SavedModel: an encoder;",
        "- a jar or zip with one of these.",
        "Casing and special tokens are the source's. Nothing is downloaded."
      },
      footer = {
        "  neural-annotators import huggingface bert-base-NER --out bert-base-NER.bundle",
        "  neural-annotators import huggingface roberta-base --head none --out roberta.bundle"
      })
  static final class HuggingFace implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "The model.")
    private Path source;

    @Option(
        names = "--head",
        paramLabel = "HEAD",
        description =
            "The head that is kept: ${COMPLETION-CANDIDATES}; the one that config.json names by"
                + " default. Decoders have their own alone.")
    private Task head;

    @Option(
        names = "--pairs",
        negatable = true,
        description =
            "Whether a classifier reads pairs of texts; labels of inference and cross-encoders tell"
                + " it by default.")
    private Boolean pairs;

    @Option(
        names = "--unanswerable",
        negatable = true,
        description =
            "Whether a question answerer may say that a text has no answer, as those for SQuAD 2"
                + " learn it; by default it always answers.")
    private Boolean unanswerable;

    @Mixin private BundleOptions bundle;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      bundle.output.check("");
      Choice choice =
          new Choice(
              Optional.ofNullable(head),
              Optional.ofNullable(pairs),
              Optional.ofNullable(unanswerable));
      try (ImportedModel model = ModelImporter.read(source, choice)) {
        bundle.write(
            model
                .manifest(bundle.title())
                .description(
                    "Imported from [%s]: %s".formatted(source.getFileName(), model.description())),
            model.files(),
            "model",
            model.card());
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf("[%s] is %s%n", bundle.output.out(), model.description());
        if (!model.leftOut().isEmpty()) {
          terminal.println("Left out: " + model.leftOut());
        }
        terminal.flush();
      }
      return ExitCode.OK;
    }
  }

  /** Imports a language model whose layers become token vectors. */
  @Command(
      name = "elmo",
      description = {
        "Imports ELMo's bidirectional language model.",
        "The source is a folder as bilm-tf writes and AllenNLP reads it: one file that ends in"
            + " options.json and one that ends in weights.hdf5. Nothing is downloaded."
      },
      footer = "  neural-annotators import elmo elmo_2x4096 --out elmo.bundle")
  static final class Elmo implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "Options and weights.")
    private Path source;

    @Mixin private BundleOptions bundle;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      bundle.output.check("");
      try (ElmoModel model = ElmoImporter.read(source)) {
        bundle.write(
            model
                .manifest(bundle.title())
                .description("Pretrained language model [%s]".formatted(source.getFileName())),
            model.files(TensorType.F32),
            "language model",
            ModelCard.of(source));
        ElmoArchitecture elmo = model.network().architecture();
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf(
            "%d layers of %d cells and %d columns in each direction, %d character filters;"
                + " wrote [%s]%n",
            elmo.layers(), elmo.units(), elmo.columns(), elmo.filterCount(), bundle.output.out());
        terminal.flush();
      }
      return ExitCode.OK;
    }
  }

  /** What the bundle of an import shall be. */
  static final class BundleOptions {
    /** Of a model whose language isn't known (ISO 639-2): it serves documents of any. */
    private static final String UNKNOWN = "und";

    @Mixin private BundleOutput output;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "The bundle's name; the name of --out by default.")
    private String name;

    @Option(
        names = "--language",
        paramLabel = "CODE",
        description =
            "Of the texts that the model is for; by default what the source's README.md names"
                + " before its text, or und: any.")
    private String language;

    @Option(
        names = "--licence",
        paramLabel = "TEXT",
        description =
            "Of the weights, by default as README.md names it; models that are trained from them"
                + " name it.")
    private String licence;

    @Option(
        names = "--attribution",
        paramLabel = "TEXT",
        description = "Whom to credit; models that are trained from the weights do so.")
    private String attribution;

    /** The bundle's name. */
    String title() {
      return name == null ? output.out().getFileName().toString() : name;
    }

    /**
     * Writes the bundle.
     *
     * @param what the weights are of
     * @param card tells what isn't said
     */
    void write(ModelManifestBuilder manifest, BundleWriter files, String what, ModelCard card)
        throws IOException {
      String ofWeights = licence == null ? card.licence().orElse(null) : licence;
      manifest
          .language(language == null ? card.language().orElse(UNKNOWN) : language)
          .licence(ofWeights)
          .trainedOn("pretrained " + what + " " + title(), ofWeights, attribution);
      files.write(output.out(), manifest.build());
    }
  }
}
