package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.eval.Bleu;
import org.neuralannotators.eval.BleuTokenization;
import org.neuralannotators.eval.ChrF;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.Translator;

/**
 * What a translator achieves on data with known answers; {@code evaluate mt --json} prints these
 * fields.
 *
 * @param bleu from 0 to 100
 * @param bleuSignature how it was computed, as sacreBLEU writes it
 * @param chrf from 0 to 100
 * @param chrfSignature how it was computed
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
    long sentences,
    double sentencesPerSecond,
    double tokensPerSecond,
    @JsonUnwrapped Resources resources) {

  /** Translates all sources once for the scores, and again for the speed. */
  static TranslationEvaluation of(
      Translator translator, List<ParallelText> pairs, double loadSeconds) {
    List<String> sources = pairs.stream().map(ParallelText::source).toList();
    List<String> found = best(translator.translate(sources));
    boolean lowercase = translator.rules().lowercase();
    Bleu bleu = new Bleu(BleuTokenization.MTEVAL_13A, lowercase, false);
    ChrF chrF = new ChrF(lowercase);
    for (int i = 0; i < found.size(); i++) {
      bleu.add(found.get(i), List.of(pairs.get(i).target()));
      chrF.add(found.get(i), List.of(pairs.get(i).target()));
    }
    long start = System.nanoTime();
    long words =
        best(translator.translate(sources)).stream()
            .mapToLong(text -> text.isEmpty() ? 0 : text.split(" ").length)
            .sum();
    double seconds = TaggerRun.secondsSince(start);
    return new TranslationEvaluation(
        translator.manifest().name(),
        bleu.score(),
        bleu.signature(),
        chrF.score(),
        chrF.signature(),
        pairs.size(),
        pairs.size() / seconds,
        words / seconds,
        Resources.now(loadSeconds));
  }

  private static List<String> best(List<List<Hypothesis>> found) {
    return found.stream().map(hypotheses -> hypotheses.get(0).text()).toList();
  }

  /** For people. */
  String report() {
    return String.format(
            Locale.ROOT,
            "BLEU: %.2f (%s)%nchrF: %.2f (%s)%n%.0f words/s; ",
            bleu,
            bleuSignature,
            chrf,
            chrfSignature,
            tokensPerSecond)
        + resources.line(sentences + " sentences", "sentences", sentencesPerSecond);
  }
}
