package org.neuralannotators.train.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.TextMemory;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.text.Tokenizer;

/**
 * Texts one after the other, each with what the tokenizer puts around it and the piece that ends
 * it.
 *
 * @param pieces of all of them
 * @param steps pieces that are predicted in a window
 */
record PieceStream(int[] pieces, int steps) {
  /** Most parts of a text that are scored side by side with a memory. */
  private static final int PARTS = 16;

  /**
   * So many pieces has each such part at least, so that its begin without a memory matters little.
   */
  private static final int SHORTEST_PART = 1000;

  /** The stream of a model's pieces. */
  static PieceStream of(DecoderModel model, List<String> texts, int steps) {
    return new PieceStream(
        texts.stream().flatMapToInt(text -> IntStream.of(ended(model, text))).toArray(), steps);
  }

  private static int[] ended(DecoderModel model, String text) {
    Tokenizer tokenizer = model.tokenizer().tokenizer();
    int[] pieces = tokenizer.special().around(tokenizer.encode(text).ids()).ids();
    List<Integer> ends = model.spec().ends();
    boolean ended = pieces.length > 0 && ends.contains(pieces[pieces.length - 1]);
    if (ends.isEmpty() || ended) {
      return pieces;
    }
    int[] result = Arrays.copyOf(pieces, pieces.length + 1);
    result[pieces.length] = ends.get(0);
    return result;
  }

  /** How many pieces can be predicted: all but the first. */
  int predictions() {
    return Math.max(0, pieces.length - 1);
  }

  /**
   * Windows in which each piece is predicted once.
   *
   * @param first pieces that are predicted in the first window, shorter than the others; 0 when it
   *     isn't
   */
  List<TextWindow> all(int first) {
    return windows(0, predictions(), first);
  }

  private List<TextWindow> windows(int from, int to, int first) {
    List<TextWindow> windows = new ArrayList<>();
    int end;
    for (int begin = from; begin < to; begin = end) {
      end = Math.min(to, begin + (begin == from && first > 0 ? first : steps));
      windows.add(window(begin, end));
    }
    return windows;
  }

  /**
   * The windows of a score, in which each piece is predicted once.
   *
   * @param memory how many pieces before each window are remembered; with 0 windows know nothing of
   *     each other
   */
  List<List<TextWindow>> scored(int memory) {
    if (memory == 0) {
      return TextWindow.alone(List.of(all(0)));
    }
    return parts(Math.max(1, Math.min(PARTS, predictions() / SHORTEST_PART)), 0, memory);
  }

  /**
   * Parts of equal length, each read window by window with a memory of its own.
   *
   * @param count how many
   * @param first as in {@link #all}
   * @param memory how many pieces are remembered
   */
  List<List<TextWindow>> parts(int count, int first, int memory) {
    List<List<TextWindow>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) predictions() * i / count);
      int to = (int) ((long) predictions() * (i + 1) / count);
      TextMemory before = new TextMemory(memory);
      parts.add(windows(from, to, first).stream().map(own -> own.behind(before)).toList());
    }
    return parts;
  }

  /**
   * A part that begins anywhere; behind the end of the text it goes on at its begin, without a
   * memory of the end.
   *
   * @param count of windows
   * @param memory how many pieces are remembered
   */
  List<TextWindow> part(RandomGenerator random, int count, int memory) {
    List<TextWindow> windows = new ArrayList<>();
    TextMemory before = new TextMemory(memory);
    int begin = random.nextInt(predictions());
    while (windows.size() < count) {
      int end = Math.min(predictions(), begin + steps);
      windows.add(window(begin, end).behind(before));
      begin = end;
      if (end == predictions()) {
        before = new TextMemory(memory);
        begin = 0;
      }
    }
    return windows;
  }

  /** Windows that begin anywhere. */
  Stream<TextWindow> random(RandomGenerator random) {
    int length = Math.min(steps, predictions());
    return Stream.generate(() -> random.nextInt(predictions() - length + 1))
        .map(begin -> window(begin, begin + length));
  }

  private TextWindow window(int begin, int end) {
    return TextWindow.of(Arrays.copyOfRange(pieces, begin, end + 1));
  }
}
