package org.neuralannotators.tagger;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.text.Vocabulary;

/**
 * Sentences that go through the network together.
 *
 * @param packed how their tokens lie in matrices
 * @param words for each row the number of its word
 * @param spellings the distinct spellings, each as the numbers of its characters
 * @param spelling for each row which of the spellings it has
 * @param tokens of each sentence, in the caller's order
 */
public record TaggerBatch(
    PackedSequence packed,
    int[] words,
    List<int[]> spellings,
    int[] spelling,
    List<List<String>> tokens) {
  /** Packs sentences, empty ones included. */
  public static TaggerBatch of(List<EncodedSentence> sentences) {
    PackedSequence packed =
        new PackedSequence(sentences.stream().mapToInt(EncodedSentence::length).toArray());
    int[] words = new int[packed.rows()];
    int[] spelling = new int[packed.rows()];
    List<int[]> spellings = new ArrayList<>();
    IdentityHashMap<int[], Integer> places = new IdentityHashMap<>();
    for (int t = 0; t < packed.steps(); t++) {
      for (int i = 0; i < packed.active(t); i++) {
        EncodedSentence sentence = sentences.get(packed.original(i));
        int row = packed.row(i, t);
        words[row] = sentence.words()[t];
        Integer next = spellings.size();
        Integer place = places.putIfAbsent(sentence.characters()[t], next);
        if (place == null) {
          spellings.add(sentence.characters()[t]);
        }
        spelling[row] = place == null ? next : place;
      }
    }
    return new TaggerBatch(
        packed,
        words,
        spellings,
        spelling,
        sentences.stream().map(EncodedSentence::tokens).toList());
  }

  /** Word dropout: each token's word is unknown with the probability {@code rate}. */
  public TaggerBatch withWordDropout(double rate, RandomGenerator random) {
    int[] dropped = words.clone();
    for (int i = 0; i < dropped.length; i++) {
      if (random.nextDouble() < rate) {
        dropped[i] = Vocabulary.UNKNOWN;
      }
    }
    return new TaggerBatch(packed, dropped, spellings, spelling, tokens);
  }
}
