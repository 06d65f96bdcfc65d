package org.neuralannotators.tagger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.text.CharacterVocabulary;
import org.neuralannotators.text.TokenNormalizer;
import org.neuralannotators.text.Vocabulary;

/**
 * Turns tokens into the numbers that a network reads. Thread-safe.
 *
 * @param words the words that have a vector, normalised
 * @param characters the alphabet, of tokens as they are written
 * @param normalizer what is done to a token before its word is looked up
 * @param maximumLength characters of a token that are read
 */
public record SentenceEncoder(
    Vocabulary words,
    CharacterVocabulary characters,
    TokenNormalizer normalizer,
    int maximumLength) {

  /** Encodes sentences that belong together: spellings are shared between them. */
  public List<EncodedSentence> encode(List<? extends List<String>> sentences) {
    Map<String, Token> known = new HashMap<>();
    return sentences.stream().map(sentence -> encode(sentence, known)).toList();
  }

  private record Token(int word, int[] characters) {}

  private EncodedSentence encode(List<String> tokens, Map<String, Token> known) {
    int[] ids = new int[tokens.size()];
    int[][] spellings = new int[tokens.size()][];
    for (int i = 0; i < ids.length; i++) {
      Token token = known.computeIfAbsent(tokens.get(i), this::token);
      ids[i] = token.word();
      spellings[i] = token.characters();
    }
    return new EncodedSentence(ids, spellings, tokens);
  }

  private Token token(String token) {
    return new Token(
        words.indexOf(normalizer.normalize(token)), characters.ids(token, maximumLength));
  }
}
