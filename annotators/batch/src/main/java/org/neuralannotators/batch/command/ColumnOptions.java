package org.neuralannotators.batch.command;

import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.batch.read.ConllReader;
import org.neuralannotators.label.ColumnFormat;
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
      defaultValue = "token,tag",
      paramLabel = "NAME",
      description =
          "The columns in order, such as token,pos,chunk,tag; default ${DEFAULT-VALUE}. Only token"
              + " and tag are read.")
  private List<String> columns;

  @Option(
      names = "--separator",
      defaultValue = "tab",
      paramLabel = "WHAT",
      description = "Between columns: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Separator separator;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  ColumnFormat format() {
    return new ColumnFormat(index(TOKEN), index(TAG), separator.pattern);
  }

  /** Reads the tokens only. */
  ConllReader tokens() {
    int token = columns.indexOf(TOKEN);
    if (token < 0) {
      throw missing("[" + TOKEN + "]");
    }
    return new ConllReader(token, Pattern.compile(separator.pattern));
  }

  private int index(String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw missing("[" + TOKEN + "] and [" + TAG + "]");
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
