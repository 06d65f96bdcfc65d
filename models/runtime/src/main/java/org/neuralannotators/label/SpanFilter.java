package org.neuralannotators.label;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of a tagger's spans are wanted. Immutable.
 *
 * @param minConfidence less certain ones are not
 * @param exclude those whose whole text matches are not; null excludes none
 */
public record SpanFilter(double minConfidence, Pattern exclude) {
  /**
   * @throws IllegalArgumentException when the confidence isn't between 0 and 1
   */
  public SpanFilter {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "minConfidence [" + minConfidence + "]; expected a number from 0 to 1");
    }
  }

  /**
   * @param text that the span covers; asked for only if some are excluded
   */
  public boolean accepts(TaggedSpan span, Supplier<String> text) {
    return span.confidence() >= minConfidence
        && (exclude == null || !exclude.matcher(text.get()).matches());
  }

  /**
   * The spans that are wanted.
   *
   * @param tokens those of the sentence; a span's text is of its tokens with blanks between
   */
  public List<TaggedSpan> filter(List<TaggedSpan> spans, IntFunction<String> tokens) {
    return spans.stream().filter(span -> accepts(span, () -> text(span, tokens))).toList();
  }

  private static String text(TaggedSpan span, IntFunction<String> tokens) {
    return IntStream.range(span.begin(), span.end())
        .mapToObj(tokens)
        .collect(Collectors.joining(" "));
  }
}
