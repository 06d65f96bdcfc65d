package org.neuralannotators.translate.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Splits a text that is too long: at the ends of sentences, where one is still too long between
 * words, and words between characters.
 *
 * @param language of the text
 * @param fits whether a text is short enough; one character must be
 */
public record SourceSplitter(Locale language, Predicate<String> fits) {
  /** The parts, as long as they can be. */
  public List<Word> split(String text) {
    List<Word> parts = new ArrayList<>();
    split(
        text,
        new Word(0, text.length()),
        List.of(
            BreakIterator.getSentenceInstance(language),
            BreakIterator.getLineInstance(language),
            BreakIterator.getCharacterInstance(language)),
        parts);
    return parts;
  }

  private void split(String text, Word whole, List<BreakIterator> levels, List<Word> parts) {
    if (levels.isEmpty() || fits(text, whole.begin(), whole.end())) {
      parts.add(whole);
      return;
    }
    BreakIterator breaks = levels.get(0);
    breaks.setText(text.substring(whole.begin(), whole.end()));
    int from = whole.begin();
    int last = from;
    for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
      int to = whole.begin() + next;
      if (last > from && !fits(text, from, to)) {
        parts.add(new Word(from, last));
        from = last;
      }
      if (!fits(text, from, to)) {
        split(text, new Word(from, to), levels.subList(1, levels.size()), parts);
        from = to;
      }
      last = to;
    }
    if (from < whole.end()) {
      parts.add(new Word(from, whole.end()));
    }
  }

  private boolean fits(String text, int begin, int end) {
    return fits.test(text.substring(begin, end));
  }
}
