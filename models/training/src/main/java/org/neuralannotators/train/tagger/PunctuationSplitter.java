package org.neuralannotators.train.tagger;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.TaggedSpan;

/**
 * Tokenizes a sentence once more, with every punctuation mark but those of links as a token of its
 * own, as some tokenizers do: {@code @ann it's} becomes {@code @ ann it ' s}. A model that has seen
 * both depends less on the tokenizer.
 */
final class PunctuationSplitter {
  private PunctuationSplitter() {}

  /**
   * Whether a reader could tell that the sentence was split: something else than a user name's sign
   * becomes a token.
   */
  static boolean isTelling(TaggedSentence sentence) {
    return sentence.tokens().stream()
        .anyMatch(token -> !token.startsWith("@") && pieces(token).size() > 1);
  }

  /** The sentence with split tokens; its spans cover the same text. */
  static TaggedSentence split(TaggedSentence sentence, TagScheme scheme) {
    List<String> tokens = new ArrayList<>();
    int[] begins = new int[sentence.size() + 1];
    for (int i = 0; i < sentence.size(); i++) {
      begins[i] = tokens.size();
      tokens.addAll(pieces(sentence.tokens().get(i)));
    }
    begins[sentence.size()] = tokens.size();
    List<TaggedSpan> spans =
        sentence.spans().stream()
            .map(span -> new TaggedSpan(begins[span.begin()], begins[span.end()], span.label()))
            .toList();
    return new TaggedSentence(tokens, scheme.encode(spans, tokens.size()));
  }

  private static List<String> pieces(String token) {
    if (token.startsWith("http")) {
      return List.of(token);
    }
    List<String> pieces = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    token
        .codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || c == '_' || c > 0x2FF) {
                word.appendCodePoint(c);
                return;
              }
              flush(word, pieces);
              pieces.add(Character.toString(c));
            });
    flush(word, pieces);
    return pieces.isEmpty() ? List.of(token) : pieces;
  }

  private static void flush(StringBuilder word, List<String> pieces) {
    if (word.length() > 0) {
      pieces.add(word.toString());
      word.setLength(0);
    }
  }
}
