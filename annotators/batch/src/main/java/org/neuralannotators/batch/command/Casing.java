package org.neuralannotators.batch.command;

import java.util.Locale;
import org.neuralannotators.label.TaggedSentence;

/** Letters in which all of a text may be written. */
enum Casing {
  UPPER,
  LOWER;

  /** The sentence in these letters, with the same tags. */
  TaggedSentence of(TaggedSentence sentence) {
    return new TaggedSentence(
        sentence.tokens().stream().map(this::write).toList(), sentence.tags());
  }

  private String write(String token) {
    return this == UPPER ? token.toUpperCase(Locale.ROOT) : token.toLowerCase(Locale.ROOT);
  }
}
