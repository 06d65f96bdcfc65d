package org.neuralannotators.tagger;

/** Placeholder: loads taggers and shares them. */
@SuppressWarnings("DoNotCallSuggester")
public final class SequenceTaggers {
  private SequenceTaggers() {}

  /** A shared tagger by path, {@code classpath:} location or name of a bundle. */
  public static SequenceTagger load(String location) {
    throw new UnsupportedOperationException("SequenceTaggers.load [" + location + "]");
  }
}
