package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Sentences one after the other, cut into streams of equal length, which are read side by side,
 * window by window: truncated backpropagation through time as in bilm-tf. A sentence of n tokens
 * takes n + 1 steps in each direction, from its begin to its end or from its end to its begin.
 */
public final class TextStreams {
  /** The number of the ends of sentences in the vocabulary, whatever the direction. */
  public static final int BOUNDARY = 1;

  private final Side forward;
  private final Side backward;
  private final int length;

  /**
   * @param begin what the network reads at a sentence's begin
   * @param end what it reads at a sentence's end
   * @param bidirectional whether the text is read backwards too
   */
  public TextStreams(
      Collection<EncodedSentence> sentences, int begin, int end, boolean bidirectional) {
    length = sentences.stream().mapToInt(sentence -> sentence.length() + 1).sum();
    forward = new Side(length);
    backward = bidirectional ? new Side(length) : null;
    int at = 0;
    for (EncodedSentence sentence : sentences) {
      forward.add(at, begin, sentence.inputs(), sentence.targets());
      if (bidirectional) {
        backward.add(at, end, reversed(sentence.inputs()), reversed(sentence.targets()));
      }
      at += sentence.length() + 1;
    }
  }

  /** One direction of the text. */
  private record Side(int[] inputs, int[] targets) {
    Side(int length) {
      this(new int[length], new int[length]);
    }

    void add(int at, int first, int[] ids, int[] words) {
      inputs[at] = first;
      System.arraycopy(ids, 0, inputs, at + 1, ids.length);
      System.arraycopy(words, 0, targets, at, words.length);
      targets[at + words.length] = BOUNDARY;
    }

    Window.Reading read(int from, int to) {
      return new Window.Reading(
          Arrays.copyOfRange(inputs, from, to), Arrays.copyOfRange(targets, from, to));
    }
  }

  private static int[] reversed(int[] numbers) {
    int[] reversed = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      reversed[i] = numbers[numbers.length - 1 - i];
    }
    return reversed;
  }

  /** Steps of the whole text in each direction. */
  public int length() {
    return length;
  }

  /**
   * Batches of windows, one of each stream. The steps that are left over, fewer than there are
   * streams, are not in any.
   *
   * @param streams how many
   * @param steps of a window; the last ones may be shorter
   */
  public List<List<Window>> batches(int streams, int steps) {
    int each = length / streams;
    List<StreamState> states = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      states.add(new StreamState());
    }
    List<List<Window>> batches = new ArrayList<>();
    for (int t = 0; t < each; t += steps) {
      List<Window> batch = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        batch.add(window(states.get(i), i * each + t, i * each + Math.min(each, t + steps)));
      }
      batches.add(batch);
    }
    return batches;
  }

  /** As {@link #batches}, and behind them the steps that were left over, in the last stream. */
  public List<List<Window>> allBatches(int streams, int steps) {
    List<List<Window>> batches = batches(streams, steps);
    int rest = length - length % streams;
    if (rest < length) {
      StreamState last =
          batches.isEmpty() ? new StreamState() : batches.get(0).get(streams - 1).state();
      batches.add(List.of(window(last, rest, length)));
    }
    return batches;
  }

  private Window window(StreamState state, int from, int to) {
    return new Window(
        state, forward.read(from, to), backward == null ? null : backward.read(from, to));
  }
}
