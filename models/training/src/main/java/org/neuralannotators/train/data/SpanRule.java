package org.neuralannotators.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.text.Utf8Text;
import org.neuralannotators.train.config.Keys;

/**
 * How a configuration brings the spans of one data set to the convention of the others: which ones
 * get another label, or lose words that they begin with.
 *
 * @param text regular expression of a whole span, its tokens with blanks between; to trim, of a
 *     word
 * @param words file with a text in each line, in place of {@code text}; small letters and capitals
 *     are alike
 * @param labels the rule is for; null for all. {@code O} is for each token outside of all spans
 * @param to the label that a span gets; {@code O} drops it
 * @param trim whether spans lose the words in place of getting a label, but for their last one
 * @param heldOut whether the rule is for dev and test parts, too
 */
public record SpanRule(
    String text, String words, List<String> labels, String to, boolean trim, boolean heldOut) {
  public SpanRule {
    Keys.requirePattern("spans.text", text);
    if ((text == null) == (words == null)) {
      throw new IllegalArgumentException(
          "[spans] has [text] [%s] and [words] [%s]; expected one of them".formatted(text, words));
    }
    if ((to != null) == trim) {
      throw new IllegalArgumentException(
          "[spans] has [to] [%s] and [trim] [%s]; expected one of them".formatted(to, trim));
    }
    labels = labels == null ? null : List.copyOf(labels);
  }

  /** Whether the rule is for spans of this label. */
  boolean isFor(String label) {
    return labels == null ? !label.equals(TagScheme.OUTSIDE) : labels.contains(label);
  }

  /** Whether a text is one that the rule looks for. */
  Predicate<String> looksFor() throws IOException {
    if (text != null) {
      return Pattern.compile(text).asMatchPredicate();
    }
    Set<String> known =
        Utf8Text.read(Path.of(words))
            .lines()
            .map(line -> line.strip().toLowerCase(Locale.ROOT))
            .filter(line -> !line.isEmpty())
            .collect(Collectors.toSet());
    return found -> known.contains(found.toLowerCase(Locale.ROOT));
  }
}
