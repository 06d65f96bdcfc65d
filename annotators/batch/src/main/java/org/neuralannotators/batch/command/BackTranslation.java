package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.Translator;

/**
 * Makes training pairs of texts: the target is the text, the source its translation by a model of
 * the reverse direction (Sennrich, Haddow and Birch 2016). Not thread-safe.
 */
final class BackTranslation {
  private final Translator reverse;
  private final String prefix;
  private final double maxRatio;
  private final SeenLines seen = new SeenLines();
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  /** What becomes of a line. */
  private enum Outcome {
    PAIR,
    EMPTY,
    DUPLICATE,
    COPY,
    RATIO
  }

  /**
   * @param reverse stays the caller's
   * @param tag of the sources (Caswell et al. 2019); none if empty
   * @param maxRatio of the lengths of source and target in characters
   */
  BackTranslation(Translator reverse, String tag, double maxRatio) {
    this.reverse = reverse;
    prefix = tag.isBlank() ? "" : TranslateCommand.oneLine(tag).strip() + " ";
    this.maxRatio = maxRatio;
  }

  /** Writes {@code source<TAB>target} for each line but those that are of no use. */
  void write(List<String> lines, Writer out) throws IOException {
    List<String> targets =
        lines.stream()
            .map(line -> TranslateCommand.oneLine(line).strip())
            .filter(this::isWanted)
            .toList();
    List<List<Hypothesis>> found = reverse.translate(targets);
    for (int i = 0; i < found.size(); i++) {
      String target = targets.get(i);
      String source = TranslateCommand.oneLine(found.get(i).get(0).text()).strip();
      Outcome outcome = outcome(source, target);
      count(outcome);
      if (outcome == Outcome.PAIR) {
        out.write(prefix + source + "\t" + target + "\n");
      }
    }
  }

  private boolean isWanted(String line) {
    boolean wanted = !line.isEmpty() && seen.add(line);
    if (!wanted) {
      count(line.isEmpty() ? Outcome.EMPTY : Outcome.DUPLICATE);
    }
    return wanted;
  }

  private Outcome outcome(String source, String target) {
    if (source.equals(target)) {
      return Outcome.COPY;
    }
    int one = source.codePointCount(0, source.length());
    int other = target.codePointCount(0, target.length());
    return Math.max(one, other) > maxRatio * Math.min(one, other) ? Outcome.RATIO : Outcome.PAIR;
  }

  private void count(Outcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  /** How many lines became what. */
  String report() {
    return String.format(
        Locale.ROOT,
        "%d pairs of %d lines; left out: %d empty, %d seen before, %d copies, %d with a side more"
            + " than %s times as long as the other",
        of(Outcome.PAIR),
        counts.values().stream().mapToLong(Long::longValue).sum(),
        of(Outcome.EMPTY),
        of(Outcome.DUPLICATE),
        of(Outcome.COPY),
        of(Outcome.RATIO),
        maxRatio);
  }

  private long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }
}
