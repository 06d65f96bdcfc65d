package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The beam of a search for sequences as Hugging Face's transformers does it (4.53): of the best
 * ways to go on, at least twice as many as the beam is wide, those of the first half that end are
 * kept as found, and the best others are followed. Not thread-safe.
 *
 * @param <T> a sequence
 */
public final class FilledBeam<T> {
  private final int width;
  private final EarlyStopping stopping;
  private final ToDoubleFunction<T> score;
  private final ToDoubleFunction<T> most;
  private final List<T> found = new ArrayList<>();

  /**
   * @param width as many are followed, and as many found at most
   * @param score of a sequence, ended or not, at its length
   * @param most what a sequence can come to that isn't ended; asked for only if the search stops
   *     {@link EarlyStopping#NEVER early}
   */
  public FilledBeam(
      int width, EarlyStopping stopping, ToDoubleFunction<T> score, ToDoubleFunction<T> most) {
    this.width = width;
    this.stopping = stopping;
    this.score = score;
    this.most = most;
  }

  /**
   * How many ways to go on are looked at, so that enough are left when some of them end.
   *
   * @param ends how many pieces end sequences
   */
  public static int candidates(int width, int ends) {
    return Math.max(2, 1 + ends) * width;
  }

  /**
   * Goes on.
   *
   * @param ways sequences of one piece more, the most probable first
   * @param ended whether one of them goes on no more
   * @return those that are followed, the most probable first; none when the search has ended
   */
  public List<T> advance(List<T> ways, Predicate<T> ended) {
    List<T> going = new ArrayList<>();
    for (int rank = 0; rank < ways.size(); rank++) {
      T way = ways.get(rank);
      if (!ended.test(way)) {
        if (going.size() < width) {
          going.add(way);
        }
      } else if (rank < width) {
        found.add(way);
      }
    }
    found.sort(Comparator.comparingDouble(score).reversed());
    found.subList(Math.min(found.size(), width), found.size()).clear();
    return goesOn(going) ? going : List.of();
  }

  private boolean goesOn(List<T> going) {
    if (going.isEmpty() || found.size() < width) {
      return !going.isEmpty();
    }
    double least = score.applyAsDouble(found.get(width - 1));
    return switch (stopping) {
      case WHEN_FULL -> false;
      case AT_PRESENT_LENGTH -> score.applyAsDouble(going.get(0)) > least;
      case NEVER -> most.applyAsDouble(going.get(0)) > least;
    };
  }

  /** The sequences that have ended, the best first. */
  public List<T> found() {
    return List.copyOf(found);
  }
}
