package org.neuralannotators.split;

/**
 * Goes through what white space separates and asks at each place where a token might end. The time
 * is linear in the length of the text. Not thread-safe.
 */
final class TokenScanner {
  /** What is longer, such as encoded data, is one token. */
  private static final int LONGEST_CHUNK = 1000;

  private final String text;
  private final SplitWords words;
  private final Features features;
  private final Decision decision;
  private final TokenFeatures describer;

  /**
   * A scanner of one text.
   *
   * @param features reused for all places
   */
  TokenScanner(String text, SplitWords words, Features features, Decision decision) {
    this.text = text;
    this.words = words;
    this.features = features;
    this.decision = decision;
    this.describer = new TokenFeatures(text, features);
  }

  /** Adds the tokens of a range. What is around it is looked at, too. */
  void scan(int begin, int end, Ranges tokens) {
    int at = skipSpace(begin, end);
    while (at < end) {
      int chunkEnd = skipChunk(at, end);
      scanChunk(at, chunkEnd, tokens);
      at = skipSpace(chunkEnd, end);
    }
  }

  private int skipSpace(int from, int end) {
    int at = from;
    while (at < end && Chars.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int skipChunk(int from, int end) {
    int at = from;
    while (at < end && !Chars.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void scanChunk(int begin, int end, Ranges tokens) {
    int token = begin;
    if (end - begin <= LONGEST_CHUNK) {
      describer.startChunk(begin, end);
      int splitAt = words.place(text, begin, wordEnd(begin, end));
      int linkEnd = linkEnd(begin, end);
      for (int i = begin + 1; i < end; i++) {
        char before = text.charAt(i - 1);
        char after = text.charAt(i);
        if (i < linkEnd) {
          continue;
        }
        if (!Chars.isWord(before) || i == linkEnd) {
          splitAt = words.place(text, i, wordEnd(i, end));
          linkEnd = linkEnd(i, end);
        }
        if (cuts(token, i, splitAt, before, after)) {
          tokens.add(token, i);
          token = i;
        }
      }
    }
    tokens.add(token, end);
  }

  private int linkEnd(int begin, int end) {
    return describer.mayHaveLinks() ? Links.end(text, begin, end) : begin;
  }

  private int wordEnd(int begin, int end) {
    int at = begin;
    while (at < end && Chars.isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean cuts(int token, int position, int splitAt, char before, char after) {
    if (Character.isLowSurrogate(after) || Chars.joinsPrevious(after)) {
      return false;
    }
    boolean word = Chars.isWord(before);
    if (word && Chars.isWord(after)) {
      return mayCutWord(position, splitAt, before, after)
          && ask(token, position, position == splitAt);
    }
    boolean pictureBefore = Chars.isPicture(before);
    boolean pictureAfter = Chars.isPicture(after);
    if (pictureBefore || pictureAfter) {
      return pictureBefore != pictureAfter && before != '\u200D' && !isRareLetter(position);
    }
    return ask(token, position, false);
  }

  private boolean mayCutWord(int position, int splitAt, char before, char after) {
    return position == splitAt
        || (Chars.isDigit(before) && !Chars.isDigit(after))
        || isNegation(position);
  }

  /** Whether n't begins here. */
  private boolean isNegation(int position) {
    return position + 3 <= text.length()
        && Chars.fold(text.charAt(position)) == 'n'
        && Chars.fold(text.charAt(position + 1)) == '\''
        && Chars.fold(text.charAt(position + 2)) == 't';
  }

  /** A letter of a script beyond the basic plane is in two halves, as an emoji is. */
  private boolean isRareLetter(int position) {
    return Character.isLetter(text.codePointAt(position))
        && Character.isLetter(text.codePointBefore(position));
  }

  private boolean ask(int token, int position, boolean splitWord) {
    features.clear();
    describer.describe(token, position, splitWord);
    return decision.cut(position, features);
  }
}
