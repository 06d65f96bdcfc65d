package org.neuralannotators.split;

/** What is known of a place where a token might end. Not thread-safe. */
final class TokenFeatures {
  private static final int NEAR = 12;

  private final String text;
  private final Features features;
  private int begin;
  private int end;
  private int chunkShape;
  private int chunkTraits;
  private int previousWord;
  private int nextWord;
  private int nextShape;

  TokenFeatures(String text, Features features) {
    this.text = text;
    this.features = features;
  }

  /** Takes note of what surrounds a chunk. */
  void startChunk(int chunkBegin, int chunkEnd) {
    begin = chunkBegin;
    end = chunkEnd;
    chunkShape = Chars.shapes(text, begin, end);
    chunkTraits = traits();
    int wordEnd = begin;
    while (wordEnd > 0 && begin - wordEnd < 2 && Chars.isSpace(text.charAt(wordEnd - 1))) {
      wordEnd--;
    }
    int word = wordEnd;
    while (word > 0 && wordEnd - word < NEAR && !Chars.isSpace(text.charAt(word - 1))) {
      word--;
    }
    previousWord = Chars.hash(text, word, wordEnd);
    int next = nextChunk();
    int nextEnd = next;
    while (nextEnd < text.length()
        && nextEnd - next < NEAR
        && !Chars.isSpace(text.charAt(nextEnd))) {
      nextEnd++;
    }
    nextWord = Chars.hash(text, next, nextEnd);
    nextShape = next == nextEnd ? 0 : Chars.shape(text.charAt(next));
  }

  /** Where the next chunk of the paragraph begins, or the end of the text. */
  private int nextChunk() {
    int at = end;
    int lineFeeds = 0;
    while (at < text.length() && at - end < NEAR && Chars.isSpace(text.charAt(at))) {
      lineFeeds += text.charAt(at) == '\n' ? 1 : 0;
      at++;
    }
    return lineFeeds > 1 ? text.length() : at;
  }

  /** Links, addresses and file names, told by their marks. */
  private int traits() {
    int traits = 0;
    int limit = Math.min(end, begin + 200);
    for (int i = begin; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '@' || c == '#') {
        traits |= i == begin ? 1 : 2;
      } else if (c == '/') {
        traits |= text.startsWith("://", i - 1) ? 4 : 8;
      } else if (c == '.') {
        traits |= i + 1 < end && Chars.isWord(text.charAt(i + 1)) ? 16 : 0;
      } else if (c == '_') {
        traits |= 32;
      }
    }
    return traits | (text.regionMatches(true, begin, "www.", 0, 4) ? 4 : 0);
  }

  /** Whether the chunk has a mark that addresses and tags have. */
  boolean mayHaveLinks() {
    return (chunkTraits & ~(8 | 32)) != 0;
  }

  private int at(int position) {
    return Chars.at(text, position, begin, end);
  }

  /** Features of a place. */
  void describe(int token, int position, boolean splitWord) {
    if (splitWord) {
      describeWord(position);
      return;
    }
    int l1 = at(position - 1);
    int l2 = at(position - 2);
    int r0 = at(position);
    int r1 = at(position + 1);
    int pair = Features.join(l1, r0);
    int runEnd = runEnd(position);
    int left = Chars.hash(text, token, position);
    int right = Chars.hash(text, position, runEnd);
    int leftShape = Chars.shapes(text, token, position);
    int restShape = Chars.shapes(text, position, end);
    int s1 = Chars.shape(text.charAt(position - 1));
    int s0 = Chars.shape(text.charAt(position));
    int shapePair = Features.join(s1, s0);
    int rest = Math.min(end - position, 5);
    int done = Math.min(position - token, 5);
    features.add(1, 0);
    features.add(2, pair);
    features.add(3, Features.join(l2, pair));
    features.add(4, Features.join(pair, r1));
    features.add(5, Features.join(l2, pair, r1));
    features.add(6, shapePair);
    features.add(7, Features.join(shape(position - 2), shapePair, shape(position + 1)));
    features.add(
        8,
        Features.join(
            Features.join(shape(position - 3), shape(position - 2)),
            shapePair,
            Features.join(shape(position + 1), shape(position + 2))));
    features.add(9, Features.join(left, s0));
    features.add(10, Features.join(right, s1));
    features.add(11, Features.join(left, right));
    features.add(12, Features.join(leftShape, s0));
    features.add(13, Features.join(restShape, s1));
    features.add(14, Features.join(leftShape, restShape));
    features.add(15, Features.join(chunkShape, position - begin));
    features.add(16, Features.join(chunkTraits, shapePair));
    features.add(17, Features.join(chunkTraits, s1, rest));
    features.add(18, Features.join(shapePair, rest));
    features.add(19, Features.join(shapePair, done));
    features.add(20, Features.join(shapePair, rest, nextShape));
    if (rest == 1) {
      features.add(21, Features.join(nextWord, shapePair));
      features.add(22, Features.join(left, nextShape));
      features.add(23, Features.join(leftShape, nextShape, r0));
    }
    if (token == begin) {
      features.add(24, Features.join(previousWord, pair));
    }
    features.add(25, Features.join(Chars.hash(text, Math.max(token, position - 3), position), r0));
    features.add(26, Features.join(chunkTraits, leftShape, s0));
    features.add(27, Features.join(pair, repeats(position - 1, -1), repeats(position, 1)));
  }

  private int shape(int position) {
    return position >= begin && position < end ? Chars.shape(text.charAt(position)) : 0;
  }

  /** How often the character at a place stands there in a row, up to four times. */
  private int repeats(int position, int step) {
    int at = position;
    while (at >= begin
        && at < end
        && Math.abs(at - position) < 4
        && text.charAt(at) == text.charAt(position)) {
      at += step;
    }
    return Math.abs(at - position);
  }

  private int runEnd(int position) {
    int at = position + 1;
    while (at < end
        && at - position < NEAR
        && Chars.isWord(text.charAt(at)) == Chars.isWord(text.charAt(position))) {
      at++;
    }
    return at;
  }

  private void describeWord(int position) {
    int wordBegin = position;
    while (wordBegin > begin && Chars.isWord(text.charAt(wordBegin - 1))) {
      wordBegin--;
    }
    int wordEnd = runEnd(position);
    int word = Chars.hash(text, wordBegin, wordEnd);
    int shape = Chars.shapes(text, wordBegin, wordEnd);
    features.add(40, 0);
    features.add(41, word);
    features.add(42, Features.join(word, nextWord));
    features.add(43, Features.join(word, previousWord));
    features.add(44, Features.join(word, shape));
    features.add(45, Features.join(word, nextShape));
    features.add(46, Features.join(word, suffixOfNext()));
    features.add(47, Features.join(word, at(wordBegin - 1), at(wordEnd)));
  }

  private int suffixOfNext() {
    int from = end;
    while (from < text.length() && Chars.isSpace(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && to - from < 2 * NEAR && Chars.isWord(text.charAt(to))) {
      to++;
    }
    return Chars.hash(text, Math.max(from, to - 3), to);
  }
}
