package org.neuralannotators.train.tagger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.TaggedSpan;

/**
 * Writes lower-cased text as other text mostly has its words: {@code the eu met in paris} becomes
 * {@code The EU met in Paris}.
 */
final class Truecaser {
  /** A word of a name is small only if it hardly ever isn't: "of", but not "bank". */
  private static final int TIMES_SMALL = 50;

  private final Map<String, Map<String, Integer>> forms = new HashMap<>();

  /**
   * Counts how words are written, but for those that begin a sentence or stand in one without small
   * letters.
   */
  Truecaser(List<TaggedSentence> sentences) {
    for (TaggedSentence sentence : sentences) {
      List<String> tokens = sentence.tokens();
      if (tokens.stream().noneMatch(token -> token.length() > 2 && isSmall(token))) {
        continue;
      }
      for (int i = 1; i < tokens.size(); i++) {
        if (!endsSentence(tokens.get(i - 1))) {
          forms
              .computeIfAbsent(small(tokens.get(i)), word -> new HashMap<>())
              .merge(tokens.get(i), 1, Integer::sum);
        }
      }
    }
  }

  /** The sentence with its words as they are mostly written; those of its spans as of names. */
  TaggedSentence write(TaggedSentence sentence) {
    List<String> tokens = new ArrayList<>(sentence.tokens());
    tokens.replaceAll(this::mostly);
    for (TaggedSpan span : sentence.spans()) {
      tokens.subList(span.begin(), span.end()).replaceAll(this::inName);
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (i == 0 || endsSentence(tokens.get(i - 1))) {
        tokens.set(i, capitalized(tokens.get(i)));
      }
    }
    return new TaggedSentence(tokens, sentence.tags());
  }

  private String mostly(String token) {
    return mostFrequent(known(token), token);
  }

  private String inName(String token) {
    Map<String, Integer> capitals = new HashMap<>(known(token));
    int small = capitals.getOrDefault(small(token), 0);
    capitals.keySet().removeIf(Truecaser::isSmall);
    int large = capitals.values().stream().mapToInt(Integer::intValue).sum();
    return small > TIMES_SMALL * large && small > TIMES_SMALL
        ? token
        : mostFrequent(capitals, capitalized(token));
  }

  private Map<String, Integer> known(String token) {
    return forms.getOrDefault(small(token), Map.of());
  }

  private static String mostFrequent(Map<String, Integer> counts, String otherwise) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(otherwise);
  }

  private static boolean endsSentence(String token) {
    return token.equals(".") || token.equals("?") || token.equals("!");
  }

  private static boolean isSmall(String token) {
    return token.equals(small(token));
  }

  private static String small(String token) {
    return token.toLowerCase(Locale.ROOT);
  }

  /** With a capital at its beginning. */
  static String capitalized(String token) {
    int second = token.offsetByCodePoints(0, token.isEmpty() ? 0 : 1);
    return token.substring(0, second).toUpperCase(Locale.ROOT) + token.substring(second);
  }
}
