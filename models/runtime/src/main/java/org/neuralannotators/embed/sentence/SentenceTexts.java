package org.neuralannotators.embed.sentence;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.text.Tokenizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns texts into sequences, behind a prompt. Thread-safe. */
final class SentenceTexts {
  private static final Logger LOG = LoggerFactory.getLogger(SentenceTexts.class);

  private final Tokenizer tokenizer;
  private final SentenceArchitecture architecture;
  private final String prompt;
  private final int skipped;
  private final AtomicBoolean warned = new AtomicBoolean();

  private SentenceTexts(
      Tokenizer tokenizer, SentenceArchitecture architecture, String prompt, int skipped) {
    this.tokenizer = tokenizer;
    this.architecture = architecture;
    this.prompt = prompt;
    this.skipped = skipped;
  }

  /**
   * @param prompt is put before each text; may be empty
   * @throws IllegalArgumentException when it leaves no room for a text
   */
  static SentenceTexts of(Tokenizer tokenizer, SentenceArchitecture architecture, String prompt) {
    int skipped = 0;
    if (!prompt.isEmpty() && !architecture.promptCounts()) {
      int[] pieces = new SentenceTexts(tokenizer, architecture, "", 0).pieces(prompt);
      skipped = tokenizer.special().around(pieces).begins()[0] + pieces.length;
      if (skipped >= architecture.maximumPieces()) {
        throw new IllegalArgumentException(
            "The prompt [%s] has [%d] pieces; expected fewer than [%d], so that a text has room"
                .formatted(prompt, skipped, architecture.maximumPieces()));
      }
    }
    return new SentenceTexts(tokenizer, architecture, prompt, skipped);
  }

  /** How many of the first pieces don't count in the pooling: a prompt and what is before it. */
  int skipped() {
    return skipped;
  }

  /** A text as a sequence; what is too much of it is left out. */
  PieceSequence read(String text) {
    int[] ids = pieces(prompt + text);
    int room = architecture.maximumPieces() - tokenizer.special().addedToSingle();
    if (ids.length > room) {
      if (warned.compareAndSet(false, true)) {
        LOG.warn(
            "A text of [{}] pieces has room for [{}] and loses its end. This is said once",
            ids.length,
            room);
      }
      ids = Arrays.copyOf(ids, room);
    }
    return PieceSequence.of(tokenizer.special().around(ids), architecture.encoder().segments());
  }

  private int[] pieces(String text) {
    String read = text.strip();
    return tokenizer.encode(architecture.lowerCase() ? read.toLowerCase(Locale.ROOT) : read).ids();
  }
}
