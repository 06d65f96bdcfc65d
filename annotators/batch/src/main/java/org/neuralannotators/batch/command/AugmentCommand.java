package org.neuralannotators.batch.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.neuralannotators.batch.read.TextLines;
import org.neuralannotators.batch.write.NewFile;
import org.neuralannotators.translate.Translator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Text in the target language in, pairs for the training of a translator out. */
@Command(
    name = "augment",
    description = {
      "Makes training pairs by back-translation: text in the target language is translated by a"
          + " model of the reverse direction.",
      "Writes source and target with a tab between, for the key [train] of [train mt]. Empty lines,"
          + " lines seen before and translations that can't be right are left out and counted."
    },
    footer =
        "  neural-annotators augment --model de-en --input german.txt --out synthetic-en-de.tsv")
final class AugmentCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "From the target language to the source language: path of a bundle, classpath: and a"
              + " path, or the name of a bundle.")
  private String model;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Text (UTF-8), a sentence a line; by default standard input.")
  private Path input;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The pairs; an old file is replaced at the end.")
  private Path out;

  @Option(
      names = "--tag",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Put this before each source, so that a model can tell synthetic ones.")
  private String tag;

  @Option(
      names = "--max-ratio",
      defaultValue = "3",
      paramLabel = "X",
      description =
          "Leave out pairs one side of which has more than so many times the characters of the"
              + " other; default ${DEFAULT-VALUE}.")
  private double maxRatio;

  @Mixin private SamplingOptions sampling;

  @Mixin private SearchOptions search;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    try (NewFile file = new NewFile(out);
        TextLines lines = TextLines.open(input);
        Translator reverse = sampling.load(search, model, 1)) {
      BackTranslation pairs = new BackTranslation(reverse, tag, maxRatio);
      write(lines, pairs, file.part());
      file.publish();
      spec.commandLine().getErr().printf("%s; wrote [%s]%n", pairs.report(), out);
    }
    return ExitCode.OK;
  }

  private void check() throws IOException {
    if (!(maxRatio >= 1)) {
      throw bad("Option [--max-ratio] is [" + maxRatio + "]; expected 1 or more, such as 3");
    }
    if (input != null && Files.exists(out) && Files.isSameFile(input, out)) {
      throw bad("Option [--out] is [" + out + "], which is the input; expected another file");
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void write(TextLines lines, BackTranslation pairs, Path part) throws IOException {
    // Files.newBufferedWriter would fail at half a character, which a network may spell.
    try (Writer writer =
            new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(part), UTF_8));
        ProgressReporter progress =
            ProgressReporter.standard(spec.commandLine().getErr(), "augment", "lines", count())) {
      long done = 0;
      for (List<String> block = lines.next(TranslateCommand.LINES);
          !block.isEmpty();
          block = lines.next(TranslateCommand.LINES)) {
        pairs.write(block, writer);
        done += block.size();
        progress.settled(done, 0);
      }
    }
  }

  /** How many lines there are; only a file can be read twice. */
  private OptionalLong count() throws IOException {
    if (input == null || !Files.isRegularFile(input)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(input, ISO_8859_1)) {
      return OptionalLong.of(lines.count());
    }
  }
}
