package org.neuralannotators.translate.network;

/** In which order a recurrent encoder reads a source. */
public enum SourceReading {
  /** Both ways, the outputs side by side (Bahdanau et al. 2015, section 3.2). */
  BIDIRECTIONAL,

  /** From left to right. */
  FORWARD,

  /** From right to left, the end last (Sutskever et al. 2014, section 3.3). */
  REVERSED
}
