package org.neuralannotators.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Exact match and F1 of answers by the definition of SQuAD: in lower case, without ASCII
 * punctuation and the articles a, an and the; F1 is that of the words, as a bag; of several right
 * answers the one counts that gives most. No answer is the empty text. Not thread-safe.
 *
 * @see <a href="https://rajpurkar.github.io/SQuAD-explorer/">SQuAD's evaluate-v2.0.py (Rajpurkar et
 *     al. 2018)</a>
 */
public final class AnswerScorer {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final Pattern ARTICLES =
      Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private long questions;
  private double exactMatches;
  private double f1;

  /**
   * Counts one question.
   *
   * @param gold the right answers; none when the question has no answer
   * @param predicted the answer given, empty for none
   */
  public void add(List<String> gold, String predicted) {
    List<List<String>> right =
        new ArrayList<>(gold.stream().map(AnswerScorer::words).filter(w -> !w.isEmpty()).toList());
    if (right.isEmpty()) {
      right.add(List.of());
    }
    List<String> given = words(predicted);
    questions++;
    exactMatches += right.contains(given) ? 1 : 0;
    f1 += right.stream().mapToDouble(words -> f1(words, given)).max().orElseThrow();
  }

  private static List<String> words(String answer) {
    String text = PUNCTUATION.matcher(answer.toLowerCase(Locale.ROOT)).replaceAll("");
    text = ARTICLES.matcher(text).replaceAll(" ");
    return Arrays.stream(BLANKS.split(text)).filter(word -> !word.isEmpty()).toList();
  }

  private static double f1(List<String> gold, List<String> given) {
    if (gold.isEmpty() || given.isEmpty()) {
      return gold.equals(given) ? 1 : 0;
    }
    List<String> unmatched = new ArrayList<>(gold);
    long common = given.stream().filter(unmatched::remove).count();
    return 2.0 * common / (gold.size() + given.size());
  }

  /** How many questions were counted. */
  public long questions() {
    return questions;
  }

  /** Part of the questions whose answer is right; 0 without questions. */
  public double exactMatch() {
    return questions == 0 ? 0 : exactMatches / questions;
  }

  /** The mean F1; 0 without questions. */
  public double f1() {
    return questions == 0 ? 0 : f1 / questions;
  }
}
