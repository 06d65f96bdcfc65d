package org.neuralannotators.translate.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the sentences of a text are, by rules: behind a full stop, a question mark or the like and
 * what closes a quotation there, before a blank and no small letter. Not behind an abbreviation, an
 * initial or an ordinal, nor in brackets; where that isn't sure, not. Paragraphs, and what is
 * between tabs, are apart. Thread-safe.
 *
 * @param language of the text
 */
public record SentenceBreaks(Locale language) {
  /** Blank lines, and tabs but those that indent a line. */
  private static final Pattern PARAGRAPH = Pattern.compile("\\R\\h*\\R\\s*|(?<!\\s)[ ]*\\t[\\t ]*");

  private static final Pattern END =
      Pattern.compile(
          "[.!?\u2026\u203D\u061F\u06D4\u0964\u0965]++[\"'\u201C\u201D\u2019\u00AB\u00BB)\\]}]*+"
              + "(?=[\\s\\p{Z}]++[\"'\u00A1\u00BF\u201E\\p{Ps}\\p{Pi}\\p{Pd}]*+(?!\\p{Ll}|$))"
              + "|[\u3002\uFF01\uFF1F\uFF61]++[\"'\u201D\u2019\u300D\u300F\uFF09]*+");

  private static final Pattern BRACKETS =
      Pattern.compile("\\([^()]{0,200}+\\)|\\[[^\\[\\]]{0,200}+\\]");

  private static final Pattern MARKS = Pattern.compile("[\\p{P}\\s\\p{Z}]*");
  private static final Pattern DOTTED = Pattern.compile("(?:\\p{L}{1,2}\\.)+\\p{L}{1,2}");
  private static final Pattern SHORT_NUMBER = Pattern.compile("\\p{Nd}{1,2}");

  private static final Set<String> BEFORE_NAMES =
      words(
          "Mr Mrs Ms Messrs Dr Drs Prof St Ste Mt Ft Rev Hon Gen Col Capt Cmdr Lt Sgt Cpl Sen Rep"
              + " Gov Pres Supt Hr Hrn Fr Frl Mme Mlle MM Sr Sra Srta Sig Dott Ing Mevr Dhr Co vs"
              + " viz cf bzw vgl evtl ggf inkl exkl zzgl bl dvs ung");

  private static final Set<String> BEFORE_NUMBERS =
      words(
          "no nos nr num vol vols p pp pg fig figs sec ch chap art abs kap bd s ca approx jan feb"
              + " mar apr jun jul aug sep sept oct okt nov dec dez");

  private static final Set<String> WITH_ORDINAL_DOTS =
      words("cs da de et fi fo hr hu is lb lt lv nb nn no pl sk sl sr tr");

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /** The sentences in order, without the blanks around them; none of a blank text. */
  public List<Word> of(String text) {
    List<Word> sentences = new ArrayList<>();
    Matcher paragraph = PARAGRAPH.matcher(text);
    int begin = 0;
    while (paragraph.find()) {
      addParagraph(text, begin, paragraph.start(), sentences);
      begin = paragraph.end();
    }
    addParagraph(text, begin, text.length(), sentences);
    return sentences;
  }

  private void addParagraph(String text, int first, int last, List<Word> sentences) {
    NavigableMap<Integer, Integer> brackets = brackets(text, first, last);
    int begin = first;
    Matcher end = END.matcher(text).region(first, last);
    int own = sentences.size();
    while (end.find()) {
      Map.Entry<Integer, Integer> bracket = brackets.lowerEntry(end.start());
      boolean inside = bracket != null && end.end() < bracket.getValue();
      if (!inside && !isAbbreviated(text, begin, end)) {
        begin = add(text, begin, end.end(), own, sentences);
      }
    }
    add(text, begin, last, own, sentences);
  }

  /** The ends of brackets by their beginnings. */
  private static NavigableMap<Integer, Integer> brackets(String text, int first, int last) {
    NavigableMap<Integer, Integer> brackets = new TreeMap<>();
    Matcher matcher = BRACKETS.matcher(text).region(first, last);
    while (matcher.find()) {
      brackets.put(matcher.start(), matcher.end());
    }
    return brackets;
  }

  /** Adds a sentence; marks alone go to the one before. */
  private static int add(String text, int begin, int end, int own, List<Word> sentences) {
    Word place = new Word(begin, end).strip(text);
    if (place.begin() < place.end()) {
      boolean marks = MARKS.matcher(place.in(text)).matches();
      if (marks && sentences.size() > own) {
        Word before = sentences.remove(sentences.size() - 1);
        sentences.add(new Word(before.begin(), place.end()));
      } else {
        sentences.add(place);
      }
    }
    return end;
  }

  private boolean isAbbreviated(String text, int begin, Matcher end) {
    if (!end.group().startsWith(".") || end.group().startsWith("..")) {
      return false;
    }
    int wordBegin = wordBegin(text, begin, end.start());
    if (wordBegin == end.start()) {
      return false;
    }
    String word = text.substring(wordBegin, end.start());
    if (DOTTED.matcher(word).matches() || BEFORE_NAMES.contains(word)) {
      return true;
    }
    if (SHORT_NUMBER.matcher(word).matches()) {
      return WITH_ORDINAL_DOTS.contains(language.getLanguage())
          || new Word(begin, wordBegin).strip(text).in(text).isEmpty();
    }
    boolean initial =
        word.codePointCount(0, word.length()) == 1
            && Character.isUpperCase(word.codePointAt(0))
            && !word.equals("I");
    return initial
        || (BEFORE_NUMBERS.contains(word.toLowerCase(Locale.ROOT))
            && isBeforeNumber(text, end.end()));
  }

  /**
   * Where the letters, numbers and dots before a place begin; not found from the front, for time.
   */
  private static int wordBegin(String text, int lowest, int end) {
    int begin = end;
    while (begin > lowest) {
      int character = text.codePointBefore(begin);
      if (character != '.' && !isLetterOrNumber(character)) {
        break;
      }
      begin -= Character.charCount(character);
    }
    return begin;
  }

  private static boolean isLetterOrNumber(int character) {
    return switch (Character.getType(character)) {
      case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> Character.isLetterOrDigit(character);
    };
  }

  private static boolean isBeforeNumber(String text, int from) {
    int at = from;
    while (at < text.length() && Word.isBlank(text.charAt(at))) {
      at++;
    }
    return at < text.length() && Character.isDigit(text.codePointAt(at));
  }
}
