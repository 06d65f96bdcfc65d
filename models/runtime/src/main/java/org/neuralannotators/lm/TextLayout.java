package org.neuralannotators.lm;

/** What the lines of a file of text are. */
public enum TextLayout {
  /**
   * Text that goes on over line ends, with blank lines between paragraphs; a file is a document.
   */
  RUNNING,
  /** A document a line. */
  LINES,
  /** A sentence a line, its tokens between blanks, and blank lines between documents. */
  TOKENS;

  /** What files are where nothing else is said. */
  public static final TextLayout DEFAULT = RUNNING;
}
