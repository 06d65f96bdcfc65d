package org.neuralannotators.batch.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a question, without blanks around it, as the engine writes it into its annotations. */
final class QuestionConverter implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException(
          "Option [--question] is [" + value + "]; expected a question");
    }
    return value.strip();
  }
}
