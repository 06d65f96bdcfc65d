package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.text.Vocabulary;

/** The vocabulary of a language model. */
public final class TokenVocabulary {
  /** What a vocabulary has for {@link TextStreams#BOUNDARY}. */
  public static final String BOUNDARY_WORD = "</S>";

  private TokenVocabulary() {}

  /**
   * The most frequent tokens of some text.
   *
   * @param maximum how many at most
   * @param minimum how often each must be there
   */
  public static Vocabulary of(Collection<Document> documents, int maximum, int minimum) {
    Map<String, Integer> counts = new HashMap<>();
    for (Document document : documents) {
      document.sentences().forEach(s -> s.forEach(token -> counts.merge(token, 1, Integer::sum)));
    }
    counts.remove(BOUNDARY_WORD);
    Vocabulary all = Vocabulary.fromCounts(counts, minimum);
    List<String> tokens = new ArrayList<>(List.of(BOUNDARY_WORD));
    for (int i = 1; i < Math.min(all.size(), maximum + 1); i++) {
      tokens.add(all.get(i));
    }
    return Vocabulary.of(tokens);
  }

  /** The numbers of tokens. */
  static int[] numbers(Vocabulary vocabulary, List<String> tokens) {
    return tokens.stream().mapToInt(vocabulary::indexOf).toArray();
  }
}
