package org.neuralannotators.it.bert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.label.TaggedSpan;

/**
 * An entity in the tokens of a sentence with spaces between.
 *
 * @param begin character that it begins with
 * @param end character behind it
 */
record Mention(int begin, int end, String type) {
  static List<Mention> of(List<String> tokens, List<TaggedSpan> spans) {
    List<Integer> begins = begins(tokens);
    return spans.stream()
        .map(
            span ->
                new Mention(
                    begins.get(span.begin()),
                    begins.get(span.end() - 1) + tokens.get(span.end() - 1).length(),
                    span.label().toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** Where each token begins. */
  static List<Integer> begins(List<String> tokens) {
    List<Integer> begins = new ArrayList<>();
    int begin = 0;
    for (String token : tokens) {
      begins.add(begin);
      begin += token.length() + 1;
    }
    return begins;
  }

  /** Such as {@code 0 Berlin LOC}. */
  String in(List<String> tokens) {
    return begin + " " + String.join(" ", tokens).substring(begin, end) + " " + type;
  }
}
