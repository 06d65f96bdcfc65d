package org.neuralannotators.label;

import java.io.IOException;
import java.util.regex.Pattern;
import org.neuralannotators.text.Utf8LineReader;

/** The error for a line that lacks a column. */
public final class MissingColumn {
  private MissingColumn() {}

  /**
   * An error that names file and line.
   *
   * @param lines at the line
   * @param what the column holds, such as {@code tag}
   * @param column its number, from 0; a negative one counts from the end
   * @param found how many columns there are
   * @param separator between them
   */
  public static IOException of(
      Utf8LineReader lines, String what, int column, int found, Pattern separator) {
    return new IOException(
        lines.where()
            + ": no "
            + what
            + " in column ["
            + column
            + "]: found ["
            + found
            + "] columns between ["
            + separator
            + "]; correct the line or choose other columns");
  }
}
