package org.neuralannotators.opennlp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** OpenNLP's arrays of tokens as lists. */
final class Sentences {
  private Sentences() {}

  /**
   * The tokens of each sentence.
   *
   * @param sentences null is taken as empty, also for a single sentence
   * @throws IllegalArgumentException when a token is null
   */
  static List<List<String>> of(String[][] sentences) {
    return sentences == null
        ? List.of()
        : IntStream.range(0, sentences.length).mapToObj(i -> tokens(sentences[i], i)).toList();
  }

  private static List<String> tokens(String[] sentence, int number) {
    if (sentence == null) {
      return List.of();
    }
    List<String> tokens = Arrays.asList(sentence);
    int missing = tokens.indexOf(null);
    if (missing >= 0) {
      throw new IllegalArgumentException(
          "Token ["
              + missing
              + "] of sentence ["
              + number
              + "] is null, expected a string; leave it out or give an empty one");
    }
    return tokens;
  }
}
