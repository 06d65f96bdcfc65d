package org.neuralannotators.split;

import java.util.Locale;
import java.util.Set;

/** Web addresses, e-mail addresses, user names and hash tags, which are one token each. */
final class Links {
  private static final String TRAILING = ".,;:!?'\")]}>\u2019\u201D*";
  private static final Set<String> SUFFIXES =
      Set.of(
          ("com org net edu gov mil info biz uk de eu"
                  + " htm html pdf doc docx xls xlsx ppt txt csv md xml json jpg jpeg gif png zip")
              .split(" "));

  private Links() {}

  /** The end of what begins here, or {@code begin} when it is nothing of the kind. */
  static int end(String text, int begin, int end) {
    char first = text.charAt(begin);
    if (first == '@' || first == '#') {
      return tagEnd(text, begin, end);
    }
    int name = nameEnd(text, begin, end);
    if ((name > begin && text.startsWith("://", name)) || isWeb(text, begin)) {
      return trim(text, begin, end);
    }
    int at = skipDots(text, name, end);
    if (at < end && text.charAt(at) == '@' && at > begin) {
      int host = nameEnd(text, at + 1, end);
      return isHost(text, at + 1, host) ? host : begin;
    }
    if (isSite(text, begin, name)) {
      return name < end && text.charAt(name) == '/' ? trim(text, begin, end) : name;
    }
    return begin;
  }

  private static boolean isWeb(String text, int begin) {
    return text.regionMatches(true, begin, "www.", 0, 4);
  }

  /** A user name or a tag: a letter and more of a word. */
  private static int tagEnd(String text, int begin, int end) {
    int at = begin + 1;
    while (at < end && isTagPart(text.charAt(at))) {
      at++;
    }
    return at > begin + 2 && Character.isLetter(text.charAt(begin + 1)) ? at : begin;
  }

  private static boolean isTagPart(char c) {
    return Chars.isWord(c) || c == '_';
  }

  /** Behind letters, digits and the marks that names of hosts and mail boxes have. */
  private static int nameEnd(String text, int begin, int end) {
    int at = begin;
    while (at < end && (isTagPart(text.charAt(at)) || ".-+%".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    while (at > begin && ".-+%".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private static int skipDots(String text, int begin, int end) {
    int at = begin;
    while (at < end && text.charAt(at) == '.') {
      at++;
    }
    return at;
  }

  private static boolean isHost(String text, int begin, int end) {
    for (int dot = begin + 1; dot < end - 1; dot++) {
      if (text.charAt(dot) == '.') {
        return text.charAt(begin) != '.';
      }
    }
    return false;
  }

  /** The name of a host, a file or a news group. */
  private static boolean isSite(String text, int begin, int end) {
    int dots = 0;
    int label = begin;
    boolean group = true;
    for (int i = begin; i < end; i++) {
      if (text.charAt(i) == '.') {
        if (i == label) {
          return false;
        }
        group &= i - label > 1;
        label = i + 1;
        dots++;
      }
    }
    boolean ofSeveral = dots > 1 && group && Character.isLetter(text.charAt(begin));
    return (ofSeveral && end - label > 1)
        || (dots > 0
            && end - label <= 4
            && SUFFIXES.contains(text.substring(label, end).toLowerCase(Locale.ROOT)));
  }

  private static int trim(String text, int begin, int end) {
    int at = end;
    if (text.startsWith("...", end - 3)) {
      return end;
    }
    while (at > begin && TRAILING.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }
}
