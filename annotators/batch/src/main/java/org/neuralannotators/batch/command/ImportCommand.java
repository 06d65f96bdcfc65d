package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.embed.ElmoArchitecture;
import org.neuralannotators.embed.ElmoModel;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderBundle;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.importing.bert.BertImporter;
import org.neuralannotators.importing.elmo.ElmoImporter;
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
    subcommands = {ImportCommand.Bert.class, ImportCommand.Elmo.class},
    footer = "  neural-annotators import bert bert-base-cased --out bert-base-cased.bundle")
final class ImportCommand {
  /** Imports a pretrained encoder. */
  @Command(
      name = "bert",
      description = {
        "Imports a BERT or ALBERT encoder for training.",
        "The source is",
        "- a folder of Hugging Face's: config.json, model.safetensors or pytorch_model.bin, whole"
            + " or in shards, tokenizer.json or vocab.txt;",
        "- an ONNX file with its tokenizer.json beside it, or a jar with both;",
        "- a folder of Google's TensorFlow checkpoint or SavedModel, or a jar of it.",
        "Casing and special tokens are the source's. Nothing is downloaded."
      },
      footer = "  neural-annotators import bert bert-base-cased --out bert-base-cased.bundle")
  static final class Bert implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "The checkpoint.")
    private Path source;

    @Mixin private BundleOptions bundle;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      bundle.output.check("");
      EncoderCheckpoint checkpoint = BertImporter.read(source);
      bundle.write(
          EncoderBundle.manifest(checkpoint, bundle.title()),
          EncoderBundle.files(checkpoint),
          "encoder",
          source);
      EncoderArchitecture bert = checkpoint.architecture();
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.printf(
          "%d layers of %d columns, %d word pieces, %s; wrote [%s]%n",
          bert.layers(),
          bert.hidden(),
          checkpoint.tokenizer().tokenizer().size(),
          checkpoint.tokenizer().cased() ? "cased" : "uncased",
          bundle.output.out());
      terminal.flush();
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
            model.manifest(bundle.title()), model.files(TensorType.F32), "language model", source);
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
    @Mixin private BundleOutput output;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "The bundle's name; the name of --out by default.")
    private String name;

    @Option(
        names = "--language",
        defaultValue = "en",
        paramLabel = "CODE",
        description = "Of the texts that the model is for; default ${DEFAULT-VALUE}.")
    private String language;

    @Option(
        names = "--licence",
        paramLabel = "TEXT",
        description = "Of the weights; models that are trained from them name it.")
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
     */
    void write(ModelManifestBuilder manifest, BundleWriter files, String what, Path source)
        throws IOException {
      manifest
          .language(language)
          .description("Pretrained %s [%s]".formatted(what, source.getFileName()))
          .licence(licence)
          .trainedOn("pretrained " + what + " " + title(), licence, attribution);
      files.write(output.out(), manifest.build());
    }
  }
}
