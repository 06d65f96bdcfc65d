package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.embed.BertArchitecture;
import org.neuralannotators.embed.BertBundle;
import org.neuralannotators.embed.BertCheckpoint;
import org.neuralannotators.embed.BertImporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes bundles of the weights of others. */
@Command(
    name = "import",
    description = "Makes a model bundle of weights in another program's format.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ImportCommand.Bert.class,
    footer = "  neural-annotators import bert bert-base-cased --out bert-base-cased.bundle")
final class ImportCommand {
  /** Imports a pretrained encoder. */
  @Command(
      name = "bert",
      description = {
        "Imports a BERT or ALBERT encoder for training. The source is",
        "- a folder of Hugging Face's: config.json, model.safetensors, tokenizer.json or vocab.txt;",
        "- an ONNX file with its tokenizer.json beside it, or a jar with both;",
        "- a folder of Google's TensorFlow checkpoint or SavedModel, or a jar of it.",
        "Casing and special tokens are the source's. Nothing is downloaded."
      },
      footer = "  neural-annotators import bert bert-base-cased --out bert-base-cased.bundle")
  static final class Bert implements Callable<Integer> {
    @Parameters(paramLabel = "SOURCE", description = "The checkpoint.")
    private Path source;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "BUNDLE",
        description = "Folder for the bundle, or a name that ends in .zip.")
    private Path out;

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

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      BertCheckpoint checkpoint = BertImporter.read(source);
      String title = name == null ? out.getFileName().toString() : name;
      ModelManifestBuilder manifest =
          BertBundle.manifest(checkpoint, title)
              .language(language)
              .description("Pretrained encoder [" + source.getFileName() + "]")
              .licence(licence)
              .trainedOn("pretrained encoder " + title, licence, attribution);
      BertBundle.files(checkpoint).write(out, manifest.build());
      BertArchitecture bert = checkpoint.architecture();
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.printf(
          "%d layers of %d columns, %d word pieces, %s; wrote [%s]%n",
          bert.layers(),
          bert.hidden(),
          checkpoint.pieces().size(),
          checkpoint.isCased() ? "cased" : "uncased",
          out);
      terminal.flush();
      return ExitCode.OK;
    }
  }
}
