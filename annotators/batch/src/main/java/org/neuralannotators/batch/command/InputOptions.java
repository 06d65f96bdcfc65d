package org.neuralannotators.batch.command;

import java.util.Optional;
import org.neuralannotators.batch.read.InputFormat;
import org.neuralannotators.batch.read.ReaderOptions;
import org.neuralannotators.batch.read.SegmentTypes;
import org.neuralannotators.types.TypeNames;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say how documents are read. */
final class InputOptions {
  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      description =
          "Of all inputs: ${COMPLETION-CANDIDATES}; by default the endings of their names tell, and"
              + " others are text.")
  private InputFormat format;

  @Mixin private ColumnOptions columns;

  @Option(
      names = "--sentence-type",
      defaultValue = TypeNames.SENTENCE,
      paramLabel = "TYPE",
      description = "Type of the sentences in XMI; default ${DEFAULT-VALUE}.")
  private String sentenceType;

  @Option(
      names = "--token-type",
      defaultValue = TypeNames.TOKEN,
      paramLabel = "TYPE",
      description = "Type of the tokens in XMI; default ${DEFAULT-VALUE}.")
  private String tokenType;

  Optional<InputFormat> format() {
    return Optional.ofNullable(format);
  }

  ReaderOptions reader() {
    return new ReaderOptions(columns.tokens(), new SegmentTypes(sentenceType, tokenType));
  }
}
