package org.neuralannotators.bundle;

/** What is done with a document whose language a model doesn't serve. */
public enum LanguageMismatch {
  /** It is annotated, and a warning is given once for each language. */
  WARN,
  /** It is refused. */
  ERROR,
  /** It is annotated. */
  IGNORE
}
