package org.neuralannotators.batch.command;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.batch.read.ConllReader;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.ColumnLines;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say in which columns of a file tokens and tags are. */
final class ColumnOptions {
  private static final String TOKEN = "token";
  private static final String TAG = "tag";

  /** What stands between columns. */
  enum Separator {
    TAB("\t"),
    SPACE("[ \t]+");

    private final String pattern;

    Separator(String pattern) {
      this.pattern = pattern;
    }
  }

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description =
          "The columns in order, such as token,pos,chunk,tag; only token and tag are read. Default"
              + " token,tag; of .conllu files FORM with UPOS, or for names with NER in MISC.")
  private List<String> columns;

  @Option(
      names = "--separator",
      paramLabel = "WHAT",
      description = "Between columns: ${COMPLETION-CANDIDATES}; default tab.")
  private Separator separator;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * How a file is read.
   *
   * @param spans whether its tags mark spans
   */
  ColumnFormat format(Path file, boolean spans) {
    String expected = "[" + TOKEN + "] and [" + TAG + "]";
    return ColumnFormat.of(ColumnLines.of(file), spans)
        .withColumns(index(TOKEN, expected), index(TAG, expected), separator());
  }

  /** Reads the tokens only. */
  ConllReader tokens() {
    return new ConllReader(
        index(TOKEN, "[" + TOKEN + "]"),
        separator == null ? null : Pattern.compile(separator.pattern));
  }

  private String separator() {
    return separator == null ? null : separator.pattern;
  }

  /** Null when the user doesn't name the columns. */
  private Integer index(String name, String expected) {
    if (columns == null) {
      return null;
    }
    int index = columns.indexOf(name);
    if (index < 0) {
      throw missing(expected);
    }
    return index;
  }

  private ParameterException missing(String expected) {
    return new ParameterException(
        spec.commandLine(),
        "Option [--columns] is ["
            + String.join(",", columns)
            + "]; expected "
            + expected
            + " among the names");
  }
}
