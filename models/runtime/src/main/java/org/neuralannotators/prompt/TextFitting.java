package org.neuralannotators.prompt;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import org.neuralannotators.lm.continuation.PromptModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes texts so short that they can be read as a whole with their prompt. Thread-safe. */
final class TextFitting {
  private static final Logger LOG = LoggerFactory.getLogger(TextFitting.class);

  /** More characters than any text has on average for each of its pieces. */
  private static final int CHARACTERS = 32;

  private final Prompt prompt;
  private final PromptModel model;
  private final ToIntFunction<String> length;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * @param length how many pieces are read for a text, its prompt and its answer
   * @throws PromptException when the prompt leaves no room for texts
   */
  TextFitting(Prompt prompt, PromptModel model, ToIntFunction<String> length) {
    this.prompt = prompt;
    this.model = model;
    this.length = length;
    if (length.applyAsInt("") >= model.maximumLength()) {
      throw noRoom();
    }
  }

  /**
   * What is read of a text; at least one part.
   *
   * @throws IllegalArgumentException when it is too long, and nothing shall be left out
   * @throws PromptException when the prompt leaves no room for any of it
   */
  List<String> parts(String text) {
    String rest = text.strip();
    String first = fitting(rest);
    if (first.length() == rest.length()) {
      return List.of(rest);
    }
    return switch (prompt.longTexts()) {
      case ERROR -> throw tooLong(rest);
      case TRUNCATE -> {
        tell();
        yield List.of(first);
      }
      case WINDOWS -> windows(rest);
    };
  }

  private List<String> windows(String text) {
    List<String> windows = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      String part = fitting(rest);
      int end = part.length() == rest.length() ? part.length() : boundary(rest, part.length());
      windows.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    return windows;
  }

  /** The longest begin of a text that can be read. */
  private String fitting(String text) {
    String head = text;
    int most = CHARACTERS * model.maximumLength();
    if (text.length() > most) {
      head = text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
    int surplus = length.applyAsInt(head) - model.maximumLength();
    if (surplus <= 0) {
      return head;
    }
    int[] ends = model.pieceEnds(head);
    // What is cut off may change pieces before it.
    for (int pieces = ends.length - surplus; pieces > 0; pieces--) {
      String part = head.substring(0, ends[pieces - 1]);
      if (!part.isEmpty() && length.applyAsInt(part) <= model.maximumLength()) {
        return part;
      }
    }
    throw noRoom();
  }

  private PromptException noRoom() {
    return new PromptException(
        "Prompt [%s] needs [%d] pieces without a text, of the [%d] that the model [%s] reads at once; expected fewer. Leave out examples"
            .formatted(
                prompt.name(),
                length.applyAsInt(""),
                model.maximumLength(),
                model.manifest().name()));
  }

  /** Behind the last sentence before a place, or else the last word. */
  private static int boundary(String text, int end) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
    sentences.setText(text.substring(0, Math.min(text.length(), end + 1)));
    int sentence = sentences.isBoundary(end) ? end : sentences.preceding(end);
    if (sentence > 0) {
      return sentence;
    }
    int word = end;
    while (word > 0 && !Character.isWhitespace(text.charAt(word))) {
      word--;
    }
    return word == 0 ? end : word;
  }

  private IllegalArgumentException tooLong(String text) {
    return new IllegalArgumentException(
        "A text of [%d] characters needs [%d] pieces with the prompt [%s]; expected at most [%d]. Shorten it, or set [longTexts] to TRUNCATE or WINDOWS"
            .formatted(
                text.length(), length.applyAsInt(text), prompt.name(), model.maximumLength()));
  }

  private void tell() {
    if (!told.getAndSet(true)) {
      LOG.warn(
          "A text is too long for the prompt [{}] and the [{}] pieces that the model [{}] reads at"
              + " once: its end is left out, and so is that of others, of which the log won't tell."
              + " With [longTexts] WINDOWS all is read.",
          prompt.name(),
          model.maximumLength(),
          model.manifest().name());
    }
  }
}
