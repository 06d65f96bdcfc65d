package org.neuralannotators.batch.command;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.neuralannotators.label.TaggedSentence;

/** Letters in which all of a text may be written. */
enum Casing {
  UPPER(token -> token.toUpperCase(Locale.ROOT)),
  LOWER(token -> token.toLowerCase(Locale.ROOT));

  private final UnaryOperator<String> write;

  Casing(UnaryOperator<String> write) {
    this.write = write;
  }

  /** The sentence in these letters, with the same tags. */
  TaggedSentence of(TaggedSentence sentence) {
    return new TaggedSentence(sentence.tokens().stream().map(write).toList(), sentence.tags());
  }
}
