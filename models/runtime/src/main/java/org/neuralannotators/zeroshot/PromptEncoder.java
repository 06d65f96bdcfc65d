package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.SlidingWindow;
import org.neuralannotators.text.ReadTokens;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.Tokenizer;

/**
 * Puts the labels before the tokens of each sentence. Each token is cut as a text of its own, so
 * that pieces belong to tokens by index; those that have no pieces are passed over. Thread-safe.
 *
 * @param tokenizer cuts labels and tokens
 * @param prompt how labels stand before tokens
 * @param maximumPieces of a sequence, special ones included
 * @param maximumWords of a sequence
 */
record PromptEncoder(
    Tokenizer tokenizer, GlinerArchitecture.Prompt prompt, int maximumPieces, int maximumWords) {
  /** Pieces that must be left for words. */
  private static final int LEAST_ROOM = 16;

  /**
   * @throws IllegalArgumentException when the labels leave no room for words
   */
  List<PromptedSentence> encode(List<? extends List<String>> sentences, EntityQuery query) {
    int[][] labels = query.labels().stream().map(this::pieces).toArray(int[][]::new);
    Prompt before = Prompt.of(labels, prompt);
    int capacity = maximumPieces - tokenizer.special().addedToSingle() - before.ids().length;
    if (capacity < LEAST_ROOM) {
      throw new IllegalArgumentException(
          "The [%d] labels have [%d] pieces, which with words don't fit into the [%d] that the"
                  .formatted(labels.length, before.ids().length, maximumPieces)
              + " encoder reads at once; name fewer or shorter labels");
    }
    Map<String, int[]> known = new HashMap<>();
    return ReadTokens.ofAll(sentences).stream()
        .map(
            tokens ->
                sentence(
                    query,
                    before,
                    capacity,
                    tokens,
                    tokens.tokens().stream()
                        .map(token -> known.computeIfAbsent(token, this::pieces))
                        .toArray(int[][]::new)))
        .toList();
  }

  private int[] pieces(String text) {
    return tokenizer.encode(text).ids();
  }

  /**
   * The labels, the same for all sentences.
   *
   * @param ids of the pieces
   * @param labels where in them the piece is whose vector is the label's
   */
  private record Prompt(int[] ids, int[] labels) {
    static Prompt of(int[][] labels, GlinerArchitecture.Prompt form) {
      List<Integer> ids = new ArrayList<>();
      int[] places = new int[labels.length];
      for (int i = 0; i < labels.length; i++) {
        places[i] = ids.size() + (form.markerVector() ? 0 : 1);
        ids.add(form.entity());
        Arrays.stream(labels[i]).forEach(ids::add);
      }
      Arrays.stream(form.separator()).forEach(ids::add);
      return new Prompt(ids.stream().mapToInt(Integer::intValue).toArray(), places);
    }
  }

  private PromptedSentence sentence(
      EntityQuery query, Prompt before, int capacity, ReadTokens read, int[][] tokens) {
    int[] kept = IntStream.range(0, tokens.length).filter(i -> tokens[i].length > 0).toArray();
    int[][] words =
        Arrays.stream(kept)
            .mapToObj(i -> Arrays.copyOf(tokens[i], Math.min(tokens[i].length, capacity)))
            .toArray(int[][]::new);
    int[] counts = Arrays.stream(words).mapToInt(word -> word.length).toArray();
    List<SlidingWindow> windows =
        SlidingWindow.cover(counts, capacity, (capacity + 1) / 2, maximumWords);
    return new PromptedSentence(
        query,
        windows.stream().map(window -> window(before, words, window, query.threshold())).toList(),
        SlidingWindow.mostContext(windows, counts),
        Arrays.stream(kept).map(i -> read.places()[i]).toArray(),
        read.length());
  }

  private PromptedWindow window(
      Prompt before, int[][] sentence, SlidingWindow window, double threshold) {
    int[][] words = Arrays.copyOfRange(sentence, window.begin(), window.end());
    int[] ids =
        Stream.concat(Stream.of(before.ids()), Stream.of(words))
            .flatMapToInt(Arrays::stream)
            .toArray();
    SpecialTokens.Assembled all = tokenizer.special().around(ids);
    int offset = all.begins()[0];
    int[] firsts = new int[words.length];
    int at = offset + before.ids().length;
    for (int i = 0; i < words.length; i++) {
      firsts[i] = at;
      at += words[i].length;
    }
    return new PromptedWindow(
        new PieceSequence(all.ids(), all.segments()),
        Arrays.stream(before.labels()).map(place -> offset + place).toArray(),
        firsts,
        Arrays.stream(words).mapToInt(word -> word.length).toArray(),
        window.begin(),
        threshold);
  }
}
