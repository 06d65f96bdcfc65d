package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.translate.text.Word;

/**
 * Carries labelled spans of a source's tokens over to its target (annotation projection: Yarowsky
 * et al. 2001), names by their spelling where they keep it (as Jain et al. 2019 do), all others by
 * attention: a token of the target belongs to a span if it attended to a token of it most. Tokens
 * with at most one other between are together, and of several such runs the one with most attention
 * is the span's. Each token of the target is in one span at most.
 *
 * @param source the source's text
 * @param target the target's text
 * @param alignment by tokens
 */
public record TagProjection(String source, String target, Alignment alignment) {
  private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");
  private static final Pattern SMALL = Pattern.compile("\\p{Ll}.*");

  /** Less attention than this is to anything and nothing. */
  private static final float LEAST = 0.2f;

  /** Longer spans come of attention that went astray. */
  private static final int LONGER_TIMES = 2;

  private static final int LONGER_BY = 2;

  /**
   * For each span, which are of the source's tokens, that of the target's tokens; none where
   * nothing belongs to it. Confidences stay.
   */
  public List<Optional<TaggedSpan>> project(List<TaggedSpan> spans) {
    List<Optional<TaggedSpan>> found =
        new ArrayList<>(Collections.nCopies(spans.size(), Optional.empty()));
    BitSet taken = new BitSet();
    for (int i = 0; i < spans.size(); i++) {
      found.set(i, taking(spans.get(i), taken, spelledAlike(spans.get(i), taken)));
    }
    for (int i = 0; i < spans.size(); i++) {
      if (found.get(i).isEmpty()) {
        found.set(i, taking(spans.get(i), taken, runs(spans.get(i), taken)));
      }
    }
    return found;
  }

  /** A run of the target's tokens. */
  private record Run(int begin, int end) {}

  /** That of these runs with most attention. */
  private Optional<TaggedSpan> taking(TaggedSpan span, BitSet taken, List<Run> runs) {
    Optional<Run> best = runs.stream().max(Comparator.comparingDouble(run -> attention(span, run)));
    best.ifPresent(run -> taken.set(run.begin(), run.end()));
    return best.map(run -> new TaggedSpan(run.begin(), run.end(), span.label(), span.confidence()));
  }

  private double attention(TaggedSpan span, Run run) {
    return IntStream.range(run.begin(), run.end()).mapToDouble(token -> most(span, token)).sum();
  }

  /** The most that a token of the target attended to a token of a span. */
  private float most(TaggedSpan span, int token) {
    float[] weights = alignment.weights().get(token);
    float most = 0;
    for (int i = span.begin(); i < span.end(); i++) {
      most = Math.max(most, weights[i]);
    }
    return most;
  }

  private List<Run> spelledAlike(TaggedSpan span, BitSet taken) {
    List<String> name =
        alignment.source().subList(span.begin(), span.end()).stream()
            .map(token -> token.in(source))
            .toList();
    List<Word> tokens = alignment.target();
    return IntStream.rangeClosed(0, tokens.size() - name.size())
        .filter(
            begin ->
                IntStream.range(0, name.size())
                    .allMatch(
                        i ->
                            !taken.get(begin + i)
                                && tokens.get(begin + i).in(target).equals(name.get(i))))
        .mapToObj(begin -> new Run(begin, begin + name.size()))
        .toList();
  }

  private List<Run> runs(TaggedSpan span, BitSet taken) {
    List<Run> runs = new ArrayList<>();
    int begin = -1;
    int end = -1;
    for (int token = 0; token < alignment.target().size(); token++) {
      boolean breaks = begin >= 0 && (taken.get(token) || token > end + 1);
      if (breaks) {
        runs.add(new Run(begin, end));
        begin = -1;
      }
      if (!taken.get(token) && belongs(span, token)) {
        begin = begin < 0 ? token : begin;
        end = token + 1;
      }
    }
    if (begin >= 0) {
      runs.add(new Run(begin, end));
    }
    int longest = LONGER_TIMES * (span.end() - span.begin()) + LONGER_BY;
    return runs.stream()
        .map(run -> isSmall(alignment.source(), source, span.begin()) ? run : trimmed(run))
        .filter(run -> run.begin() < run.end() && run.end() - run.begin() <= longest)
        .toList();
  }

  /** Without small words at both ends, such as articles. */
  private Run trimmed(Run run) {
    int begin = run.begin();
    int end = run.end();
    while (begin < end && isSmall(alignment.target(), target, begin)) {
      begin++;
    }
    while (begin < end && isSmall(alignment.target(), target, end - 1)) {
      end--;
    }
    return new Run(begin, end);
  }

  private static boolean isSmall(List<Word> tokens, String text, int token) {
    return SMALL.matcher(tokens.get(token).in(text)).matches();
  }

  /** Marks never do: those at a word have its attention. */
  private boolean belongs(TaggedSpan span, int token) {
    float[] weights = alignment.weights().get(token);
    float inside = most(span, token);
    return inside >= LEAST
        && LETTER_OR_DIGIT.matcher(alignment.target().get(token).in(target)).find()
        && IntStream.range(0, weights.length).allMatch(i -> weights[i] <= inside);
  }
}
