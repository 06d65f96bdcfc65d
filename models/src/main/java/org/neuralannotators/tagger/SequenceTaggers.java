package org.neuralannotators.tagger;

import java.io.IOException;

/** Placeholder: loads taggers and shares them. */
@SuppressWarnings("DoNotCallSuggester")
public final class SequenceTaggers {
  private SequenceTaggers() {}

  /** A shared tagger by path, {@code classpath:} location or name of a bundle. */
  public static SequenceTagger load(String location) throws IOException {
    throw new UnsupportedOperationException("SequenceTaggers.load [" + location + "]");
  }
}
