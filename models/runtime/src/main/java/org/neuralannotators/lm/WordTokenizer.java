package org.neuralannotators.lm;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits raw text into sentences, where Java's {@link BreakIterator} does but for abbreviations,
 * and these into words: punctuation is split off, and English contractions as in the Penn Treebank.
 * Not thread-safe.
 */
final class WordTokenizer {
  private static final String ABBREVIATION =
      "(?:Mr|Mrs|Ms|Messrs|Dr|St|Rev|Hon|Gen|Col|Capt|Lt|Prof|Sen|Rep|Gov|Jr|Sr|No|\\p{Lu})\\.";

  private static final Pattern UNFINISHED =
      Pattern.compile("(?:^|.*[^\\p{L}\\p{N}])" + ABBREVIATION + "\\s*", Pattern.DOTALL);

  private static final Pattern WORD =
      Pattern.compile(
          String.join(
              "|",
              "(?:\\p{L}\\.){2,}",
              "(?<![\\p{L}\\p{N}])" + ABBREVIATION + "(?=\\s)",
              "\\p{N}+(?:[.,:/]\\p{N}+)+",
              "[\\p{L}\\p{M}\\p{N}]+(?:[-'’][\\p{L}\\p{M}\\p{N}]+)*",
              "\\.{2,}",
              "-{2,}",
              "\\S"));

  private static final Pattern CONTRACTION =
      Pattern.compile(
          "(?i)(.+?)(n['’]t|['’](?:s|m|d|re|ve|ll))", Pattern.UNICODE_CASE | Pattern.DOTALL);

  private final BreakIterator sentences;
  private final boolean english;

  WordTokenizer(String language) {
    Locale locale = Locale.forLanguageTag(language);
    sentences = BreakIterator.getSentenceInstance(locale);
    english = locale.getLanguage().equals("en");
  }

  /** The sentences as they are written. */
  List<String> sentences(String text) {
    List<String> result = new ArrayList<>();
    sentences.setText(text);
    int begin = 0;
    for (int end = next(text); end != BreakIterator.DONE; end = next(text)) {
      String sentence = text.substring(begin, end);
      if (end == text.length() || !UNFINISHED.matcher(sentence).matches()) {
        if (!sentence.isBlank()) {
          result.add(sentence.strip());
        }
        begin = end;
      }
    }
    return result;
  }

  private int next(String text) {
    return text.isEmpty() ? BreakIterator.DONE : sentences.next();
  }

  /** The words of a sentence. */
  List<String> words(String sentence) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(sentence);
    while (matcher.find()) {
      Matcher contraction = CONTRACTION.matcher(matcher.group());
      if (english && contraction.matches()) {
        words.add(contraction.group(1));
        words.add(contraction.group(2));
      } else {
        words.add(matcher.group());
      }
    }
    return words;
  }
}
