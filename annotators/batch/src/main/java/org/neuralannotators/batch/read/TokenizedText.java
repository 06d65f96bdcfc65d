package org.neuralannotators.batch.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.batch.read.UniversalSentence.Word;

/**
 * A text whose sentences and tokens are given.
 *
 * @param sentences in order; those without tokens are left out
 * @param tokens in order
 */
record TokenizedText(String text, List<Span> sentences, List<Span> tokens) {
  /** What an empty token becomes: an annotation without text can't be in a sentence. */
  private static final String EMPTY_TOKEN = "\uFFFD";

  /** Tokens with a space between, sentences with a line each. */
  static TokenizedText of(List<List<String>> sentences) {
    return join(
        sentences.stream()
            .map(sentence -> sentence.stream().map(token -> new Word(token, true)).toList())
            .toList());
  }

  /** Words with a space between where they have one, sentences with a line each. */
  static TokenizedText join(List<List<Word>> sentences) {
    StringBuilder text = new StringBuilder();
    List<Span> sentenceSpans = new ArrayList<>();
    List<Span> tokenSpans = new ArrayList<>();
    for (List<Word> sentence : sentences) {
      int sentenceBegin = text.length();
      boolean space = false;
      for (Word word : sentence) {
        text.append(space ? " " : "");
        int begin = text.length();
        text.append(word.text().isEmpty() ? EMPTY_TOKEN : word.text());
        tokenSpans.add(new Span(begin, text.length()));
        space = word.spaceBehind();
      }
      if (!sentence.isEmpty()) {
        sentenceSpans.add(new Span(sentenceBegin, text.length()));
        text.append('\n');
      }
    }
    return new TokenizedText(text.toString(), sentenceSpans, tokenSpans);
  }

  /**
   * Tokens of a text that is given too: one after the other, with nothing but whitespace between.
   *
   * @throws IOException naming the first token that isn't next in the text
   */
  static TokenizedText align(String text, List<List<String>> sentences) throws IOException {
    List<Span> sentenceSpans = new ArrayList<>();
    List<Span> tokenSpans = new ArrayList<>();
    int position = 0;
    for (List<String> sentence : sentences) {
      int firstToken = tokenSpans.size();
      for (String token : sentence) {
        position = skipWhitespace(text, position);
        if (token.isEmpty() || !text.startsWith(token, position)) {
          throw new IOException(
              "the token ["
                  + token
                  + "] isn't next in [text] at ["
                  + position
                  + "]; correct it,"
                  + " or leave [text] out");
        }
        tokenSpans.add(new Span(position, position + token.length()));
        position += token.length();
      }
      if (!sentence.isEmpty()) {
        sentenceSpans.add(new Span(tokenSpans.get(firstToken).begin(), position));
      }
    }
    return new TokenizedText(text, sentenceSpans, tokenSpans);
  }

  private static int skipWhitespace(String text, int from) {
    int position = from;
    while (position < text.length()
        && (Character.isWhitespace(text.charAt(position))
            || Character.isSpaceChar(text.charAt(position)))) {
      position++;
    }
    return position;
  }
}
