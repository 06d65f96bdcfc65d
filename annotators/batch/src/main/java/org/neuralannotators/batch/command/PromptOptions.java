package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.batch.read.TextLines;
import org.neuralannotators.batch.read.Utf8Text;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that say what texts begin with. */
final class PromptOptions {
  @Option(
      names = "--prompt",
      arity = "1",
      paramLabel = "TEXT",
      description =
          "The begin of a text; may be given several times. With neither this nor files, the model"
              + " begins.")
  private List<String> prompts = List.of();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Files with a prompt a line; - for standard input. Blank lines are passed over.")
  private List<Path> files = List.of();

  @Option(
      names = "--whole-files",
      description = "Each file is one prompt, but for a line end at its end.")
  private boolean wholeFiles;

  /** All prompts, those of options first. */
  List<String> read() throws IOException {
    if (prompts.isEmpty() && files.isEmpty()) {
      return List.of("");
    }
    List<String> all = new ArrayList<>(prompts);
    for (Path file : files) {
      if (wholeFiles) {
        all.add(Utf8Text.read(file).replaceFirst("\\r?\\n\\z", ""));
      } else {
        addLines(file, all);
      }
    }
    return all;
  }

  private static void addLines(Path file, List<String> all) throws IOException {
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          all.add(line);
        }
      }
    }
  }
}
