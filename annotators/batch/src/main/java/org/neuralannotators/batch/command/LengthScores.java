package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.eval.TranslationScores;
import org.neuralannotators.translate.ParallelText;

/**
 * What a translator achieves on sources of some lengths.
 *
 * @param fromWords of the shortest sources
 * @param toWords of the longest sources; null where there is no limit
 * @param sentences of these lengths
 * @param bleu from 0 to 100
 * @param chrf from 0 to 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LengthScores(int fromWords, Integer toWords, long sentences, double bleu, double chrf) {
  /**
   * Scores by groups of lengths; groups without a source are left out.
   *
   * @param limits the most words of each group but the last, ascending
   * @param found a translation for each pair
   * @param lowercase upper and lower case are the same
   */
  static List<LengthScores> of(
      List<Integer> limits, List<ParallelText> pairs, List<String> found, boolean lowercase) {
    List<LengthScores> groups = new ArrayList<>();
    for (int group = 0; group <= limits.size(); group++) {
      int from = group == 0 ? 0 : limits.get(group - 1) + 1;
      Integer to = group == limits.size() ? null : limits.get(group);
      TranslationScores scores = TranslationScores.empty(lowercase);
      long sentences = 0;
      for (int i = 0; i < found.size(); i++) {
        int words = words(pairs.get(i).source());
        if (words >= from && (to == null || words <= to)) {
          scores.add(found.get(i), pairs.get(i).target());
          sentences++;
        }
      }
      if (sentences > 0) {
        groups.add(
            new LengthScores(from, to, sentences, scores.bleu().score(), scores.chrF().score()));
      }
    }
    return groups;
  }

  static int words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
  }

  /** For people. */
  String report() {
    return String.format(
        Locale.ROOT,
        "%d %s words: BLEU %.2f, chrF %.2f (%d sentences)",
        fromWords,
        toWords == null ? "and more" : "to " + toWords,
        bleu,
        chrf,
        sentences);
  }
}
