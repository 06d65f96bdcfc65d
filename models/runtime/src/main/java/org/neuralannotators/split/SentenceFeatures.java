package org.neuralannotators.split;

/**
 * What is known of a place between two tokens where a sentence might end. Reused for one paragraph
 * after the other; not thread-safe.
 */
final class SentenceFeatures {
  private static final int SUFFIX = 3;

  private final String text;
  private final Features features;
  private int size;
  private int[] words = new int[64];
  private int[] shapes = new int[64];
  private int[] suffixes = new int[64];
  private TokenClass[] classes = new TokenClass[64];
  private int[] untilEnd = new int[64];
  private Ranges tokens;
  private int first;
  private int brackets;
  private int quotes;

  SentenceFeatures(String text, Features features) {
    this.text = text;
    this.features = features;
  }

  /** Takes the tokens of a paragraph. */
  void start(Ranges ofParagraph) {
    tokens = ofParagraph;
    size = tokens.size();
    if (size > words.length) {
      int capacity = Math.max(size, 2 * words.length);
      words = new int[capacity];
      shapes = new int[capacity];
      suffixes = new int[capacity];
      classes = new TokenClass[capacity];
      untilEnd = new int[capacity];
    }
    int ahead = Integer.MAX_VALUE;
    for (int i = size - 1; i >= 0; i--) {
      int begin = tokens.begin(i);
      int end = tokens.end(i);
      words[i] = Chars.hash(text, begin, end);
      shapes[i] = Chars.shapes(text, begin, end);
      suffixes[i] = Chars.hash(text, Math.max(begin, end - SUFFIX), end);
      classes[i] = TokenClass.of(text, begin, end);
      untilEnd[i] = ahead;
      if (classes[i] == TokenClass.FINAL) {
        ahead = i;
      }
    }
    startSentence(0);
  }

  /** A sentence begins at this token. */
  void startSentence(int token) {
    first = token;
    brackets = 0;
    quotes = 0;
  }

  /** Passes a token over. */
  void pass(int token) {
    switch (classes[token]) {
      case OPENING -> brackets++;
      case CLOSING -> brackets = Math.max(0, brackets - 1);
      case QUOTE -> quotes ^= 1;
      default -> {
        // No pair.
      }
    }
  }

  private int word(int token) {
    return token >= 0 && token < size ? words[token] : 0;
  }

  private int kind(int token) {
    return token < 0 ? 101 : token >= size ? 102 : classes[token].code();
  }

  /** Features of the place behind a token that isn't the last one. */
  void describe(int token) {
    int next = token + 1;
    int gap = Math.min(1, tokens.begin(next) - tokens.end(token));
    int w0 = words[token];
    int w1 = words[next];
    int k0 = kind(token);
    int k1 = kind(next);
    int p1 = kind(token - 1);
    int n2 = kind(token + 2);
    int kinds = Features.join(k0, k1, gap);
    int around = Features.join(p1, kinds, n2);
    int length = bucket(next - first);
    int ahead = untilEnd[token] == Integer.MAX_VALUE ? 9 : bucket(untilEnd[token] - token);
    int left = bucket(size - next);
    int open = 2 * Math.min(brackets, 1) + quotes;
    features.add(60, 0);
    features.add(61, w0);
    features.add(62, w1);
    features.add(63, Features.join(w0, w1));
    features.add(64, Features.join(word(token - 1), w0));
    features.add(65, Features.join(w1, word(token + 2)));
    features.add(66, kinds);
    features.add(67, around);
    features.add(68, Features.join(kind(token - 2), around));
    features.add(69, Features.join(around, kind(token + 3)));
    features.add(70, Features.join(kind(token - 2), around, kind(token + 3)));
    features.add(71, Features.join(k0, w1, k1));
    features.add(72, Features.join(w0, k1, gap));
    features.add(73, Features.join(word(token - 1), kinds));
    features.add(74, Features.join(word(token - 2), p1, kinds));
    features.add(75, Features.join(word(token + 2), kinds));
    features.add(76, Features.join(kinds, length));
    features.add(77, Features.join(kinds, ahead));
    features.add(78, Features.join(kinds, left));
    features.add(79, Features.join(kinds, open));
    features.add(80, Features.join(kinds, Features.join(length, ahead), open));
    features.add(81, Features.join(kinds, kind(first), length));
    features.add(82, Features.join(words[first], k0, k1));
    features.add(83, Features.join(suffixes[token], kinds));
    features.add(84, Features.join(kinds, suffixes[next]));
    features.add(85, Features.join(shapes[token], shapes[next], gap));
    features.add(86, Features.join(w0, shapes[next], gap));
    features.add(87, Features.join(shapes[token], w1, gap));
    features.add(88, Features.join(w1, k1, length));
    features.add(89, Features.join(Features.join(w0, k1, length), left));
    features.add(90, Features.join(kinds, kind(first), kind(0)));
    features.add(91, Features.join(around, length, left));
    features.add(92, Features.join(p1, w0, k1));
    features.add(93, Features.join(w1, n2, k0));
    features.add(94, Features.join(kinds, p1, open));
  }

  private static int bucket(int count) {
    return count < 5 ? count : count < 8 ? 5 : count < 14 ? 6 : count < 25 ? 7 : 8;
  }
}
