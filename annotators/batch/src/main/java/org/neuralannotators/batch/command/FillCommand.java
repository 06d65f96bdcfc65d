package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neuralannotators.batch.read.InputFile;
import org.neuralannotators.batch.read.TextLines;
import org.neuralannotators.fillmask.Filling;
import org.neuralannotators.fillmask.MaskFiller;
import org.neuralannotators.fillmask.MaskFillers;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Texts with masks in, what may stand there out. */
@Command(
    name = "fill",
    description = {
      "Tells what may stand where a text has a mask, [MASK] or <mask> as the model spells it.",
      "Prints for each mask its best pieces, a line each, with tabs between: the probability, the"
          + " piece, and the text with it. Of several masks each is filled for itself."
    },
    footer = "  neural-annotators fill --model bert-base-uncased.bundle \"Paris is the [MASK].\"")
final class FillCommand implements Callable<Integer> {
  /** Texts in memory at once. */
  private static final int BLOCK = 256;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEXT|FILE",
      description =
          "Texts, or one file with a text a line; - or nothing for standard input. Blank lines are"
              + " passed over.")
  private List<String> given = List.of();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "Path of an encoder's bundle, classpath: and a path, or its name. It must have kept its"
              + " head for masked pieces.")
  private String model;

  @Option(
      names = "--top",
      defaultValue = "5",
      paramLabel = "N",
      description = "How many pieces are wanted for each mask; default ${DEFAULT-VALUE}.")
  private int top;

  @Mixin private PrecisionOption precision;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top [" + top + "]; expected 1 or more");
    }
    if (isFile()) {
      Path file = given.isEmpty() ? null : Path.of(given.get(0));
      try (TextLines lines = TextLines.open(file);
          MaskFiller filler = load()) {
        for (List<String> block = lines.next(BLOCK); !block.isEmpty(); block = lines.next(BLOCK)) {
          print(filler, block.stream().filter(line -> !line.isBlank()).toList());
        }
      }
    } else {
      try (MaskFiller filler = load()) {
        print(filler, given);
      }
    }
    return ExitCode.OK;
  }

  private boolean isFile() {
    if (given.size() != 1) {
      return given.isEmpty();
    }
    try {
      Path path = Path.of(given.get(0));
      return path.equals(InputFile.STANDARD_INPUT) || Files.isRegularFile(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private MaskFiller load() throws IOException {
    return MaskFillers.load(model, precision.predictor());
  }

  private void print(MaskFiller filler, List<String> texts) {
    for (String text : texts) {
      if (!text.contains(filler.mask())) {
        throw new ParameterException(
            spec.commandLine(),
            "The text [%s] has no mask; expected [%s] in the place of a word"
                .formatted(text, filler.mask()));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    for (List<Filling> fillings : filler.fill(texts, top)) {
      for (Filling filling : fillings) {
        out.println(
            String.format(
                Locale.ROOT,
                "%.4f\t%s\t%s",
                filling.probability(),
                TranslateCommand.oneLine(filling.piece()),
                TranslateCommand.oneLine(filling.text())));
      }
    }
    out.flush();
  }
}
