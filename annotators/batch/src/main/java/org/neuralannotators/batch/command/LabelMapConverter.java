package org.neuralannotators.batch.command;

import org.neuralannotators.label.LabelMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a label map from the command line. */
final class LabelMapConverter implements ITypeConverter<LabelMap> {
  @Override
  public LabelMap convert(String text) {
    try {
      return LabelMap.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
