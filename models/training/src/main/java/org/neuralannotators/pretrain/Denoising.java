package org.neuralannotators.pretrain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.neuralannotators.text.PieceModel;

/**
 * The noise from which a network from text to text learns to restore a text. In this order: spans
 * of pieces become one {@link #MASK} each (text infilling: Lewis et al. 2020, section 2.2), pieces
 * are deleted, and words change places (Lample et al. 2018, section 2.3).
 *
 * @param masked share of the pieces in masked spans; 0.3 by default
 * @param spanLength mean length of a span in pieces: 1 and what is drawn from a Poisson
 *     distribution; 3 by default. The last span of a text is cut to keep to the share
 * @param deleted share of the other pieces that are left out; 0.1 by default
 * @param window how many places a word moves at most; 3 by default. A word is what stands between
 *     spaces
 */
public record Denoising(Double masked, Double spanLength, Double deleted, Integer window) {
  /** Only targets begin with this id, so no text has it on the source's side. */
  static final int MASK = PieceModel.BEGIN;

  private static final int LONGEST_SPAN = 1000;

  public Denoising {
    masked = Objects.requireNonNullElse(masked, 0.3);
    spanLength = Objects.requireNonNullElse(spanLength, 3.0);
    deleted = Objects.requireNonNullElse(deleted, 0.1);
    window = Objects.requireNonNullElse(window, 3);
    if (!(masked >= 0 && masked < 1 && deleted >= 0 && deleted < 1)) {
      throw new IllegalArgumentException(
          "[denoising.masked] is [%s] and [denoising.deleted] is [%s]; expected shares from 0 to"
                  .formatted(masked, deleted)
              + " less than 1");
    }
    if (!(spanLength >= 1 && spanLength <= LONGEST_SPAN) || window < 0) {
      throw new IllegalArgumentException(
          "[denoising.spanLength] is [%s] and [denoising.window] is [%d]; expected 1 to %d pieces"
                  .formatted(spanLength, window, LONGEST_SPAN)
              + " and at least 0 places");
    }
  }

  /** A piece and the number of its word. */
  private record Piece(int id, int word) {}

  /**
   * Adds noise; of a text that isn't empty something is left, and it gets no longer.
   *
   * @param pieces of a text
   * @param words for each piece the number of its word, never falling
   */
  public int[] add(int[] pieces, int[] words, RandomGenerator random) {
    return shuffle(delete(mask(pieces, words, random), random), random).stream()
        .mapToInt(Piece::id)
        .toArray();
  }

  /** All places of the spans among the other pieces are equally likely. */
  private List<Piece> mask(int[] pieces, int[] words, RandomGenerator random) {
    // Rounded by chance, so that short texts have the share in the mean.
    int count = (int) (masked * pieces.length + random.nextDouble());
    Deque<Integer> spans = spans(count, random);
    int others = pieces.length - count;
    List<Piece> found = new ArrayList<>();
    for (int i = 0; i < pieces.length; ) {
      if (random.nextInt(others + spans.size()) < others) {
        others--;
        found.add(new Piece(pieces[i], words[i]));
        i++;
      } else {
        found.add(new Piece(MASK, words[i]));
        i += spans.remove();
      }
    }
    return found;
  }

  private Deque<Integer> spans(int pieces, RandomGenerator random) {
    Deque<Integer> spans = new ArrayDeque<>();
    for (int left = pieces; left > 0; left -= spans.getLast()) {
      spans.add(Math.min(left, 1 + poisson(spanLength - 1, random)));
    }
    return spans;
  }

  /** How many events there are in a time in which {@code mean} are expected. */
  private static int poisson(double mean, RandomGenerator random) {
    int events = 0;
    for (double time = random.nextExponential(); time < mean; time += random.nextExponential()) {
      events++;
    }
    return events;
  }

  private List<Piece> delete(List<Piece> pieces, RandomGenerator random) {
    List<Piece> left =
        pieces.stream()
            .filter(piece -> piece.id() == MASK || random.nextDouble() >= deleted)
            .toList();
    return left.isEmpty() ? pieces : left;
  }

  /** A word passes none that is further than the window away. */
  private List<Piece> shuffle(List<Piece> pieces, RandomGenerator random) {
    if (window == 0) {
      return pieces;
    }
    Map<Integer, Double> places = new HashMap<>();
    for (Piece piece : pieces) {
      places.computeIfAbsent(piece.word(), word -> word + random.nextDouble() * (window + 1));
    }
    return pieces.stream()
        .sorted(Comparator.comparingDouble(piece -> places.get(piece.word())))
        .toList();
  }
}
