package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neuralannotators.eval.TranslationScores;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.text.TranslationWarning;

/**
 * What a translator achieves on data with known answers; {@code evaluate mt --json} prints these
 * fields.
 *
 * @param bleu from 0 to 100
 * @param bleuSignature how it was computed, as sacreBLEU writes it
 * @param chrf from 0 to 100
 * @param chrfSignature how it was computed
 * @param byLength of sources of some lengths; empty when nobody asks for it
 * @param warnings how many translations have each
 * @param sentences of the data
 * @param sentencesPerSecond after they were translated once
 * @param tokensPerSecond words of the targets found
 */
record TranslationEvaluation(
    String model,
    double bleu,
    String bleuSignature,
    double chrf,
    String chrfSignature,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LengthScores> byLength,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<TranslationWarning, Long> warnings,
    long sentences,
    double sentencesPerSecond,
    double tokensPerSecond,
    @JsonUnwrapped Resources resources) {

  /**
   * Translates all sources once for the scores, and again for the speed.
   *
   * @param limits of {@link LengthScores}; empty for none
   */
  static TranslationEvaluation of(
      Translator translator, List<ParallelText> pairs, List<Integer> limits, double loadSeconds) {
    List<String> sources = pairs.stream().map(ParallelText::source).toList();
    List<List<Hypothesis>> translated = translator.translate(sources);
    List<String> found = best(translated);
    boolean lowercase = translator.rules().lowercase();
    TranslationScores scores = TranslationScores.empty(lowercase);
    for (int i = 0; i < found.size(); i++) {
      scores.add(found.get(i), pairs.get(i).target());
    }
    long start = System.nanoTime();
    long words = best(translator.translate(sources)).stream().mapToLong(LengthScores::words).sum();
    double seconds = TaggerRun.secondsSince(start);
    return new TranslationEvaluation(
        translator.manifest().name(),
        scores.bleu().score(),
        scores.bleu().signature(),
        scores.chrF().score(),
        scores.chrF().signature(),
        limits.isEmpty() ? List.of() : LengthScores.of(limits, pairs, found, lowercase),
        warnings(translated),
        pairs.size(),
        pairs.size() / seconds,
        words / seconds,
        Resources.now(loadSeconds));
  }

  private static Map<TranslationWarning, Long> warnings(List<List<Hypothesis>> found) {
    return found.stream()
        .flatMap(hypotheses -> hypotheses.get(0).warnings().stream())
        .collect(Collectors.groupingBy(warning -> warning, TreeMap::new, Collectors.counting()));
  }

  private static List<String> best(List<List<Hypothesis>> found) {
    return found.stream().map(hypotheses -> hypotheses.get(0).text()).toList();
  }

  /** For people. */
  String report() {
    String groups =
        byLength.stream()
            .map(group -> String.format("%s%n", group.report()))
            .collect(Collectors.joining());
    return String.format(
            Locale.ROOT,
            "BLEU: %.2f (%s)%nchrF: %.2f (%s)%n%s%s%.0f words/s; ",
            bleu,
            bleuSignature,
            chrf,
            chrfSignature,
            groups,
            warnings.isEmpty() ? "" : String.format("warnings: %s%n", warnings),
            tokensPerSecond)
        + resources.line(sentences + " sentences", "sentences", sentencesPerSecond);
  }
}
