package org.neuralannotators.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Documents that come as tokens. */
record TokenReader(InputKind kind) implements SentenceReader {
  /** No tokenizer leaves this in a token; a space that doesn't break ({@code U+00A0}) may be. */
  private static final Pattern WORDS = Pattern.compile("\\p{L}[^\\p{L}\\p{N}]*\\s\\p{L}");

  /** How much of a text an error shows. */
  private static final int SHOWN = 60;

  @Override
  public List<Sentence> read(Row columns) {
    if (kind == InputKind.TOKENS) {
      return sentences(List.of(tokens(columns, 0)));
    }
    List<List<String>> sentences = new ArrayList<>();
    for (Object sentence : columns.getList(0)) {
      // As part of a row, an array of Scala's becomes a list without a word of Scala.
      sentences.add(tokens(RowFactory.create(sentence), sentences.size()));
    }
    return sentences(sentences);
  }

  private List<Sentence> sentences(List<List<String>> tokens) {
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).isEmpty()) {
        sentences.add(new TokenSentence(kind, i, tokens.get(i)));
      }
    }
    return sentences;
  }

  private static List<String> tokens(Row sentence, int number) {
    if (sentence.isNullAt(0)) {
      throw new IllegalArgumentException("Sentence [" + number + "] is null; expected an array");
    }
    List<String> tokens = sentence.getList(0);
    for (int i = 0; i < tokens.size(); i++) {
      check(tokens.get(i), i, number);
    }
    return tokens;
  }

  private static void check(String token, int index, int sentence) {
    String where = "Token [" + index + "] of sentence [" + sentence + "] is ";
    if (token == null) {
      throw new IllegalArgumentException(where + "null; expected a string");
    }
    if (isSeveralWords(token)) {
      throw new IllegalArgumentException(
          where
              + "["
              + shortened(token)
              + "], which is several words; expected one token. Give the text as a [string], or"
              + " split each sentence into its tokens");
    }
  }

  static boolean isSeveralWords(String token) {
    return WORDS.matcher(token).find();
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  /**
   * A sentence of tokens.
   *
   * @param number among the sentences of its document
   */
  private record TokenSentence(InputKind kind, int number, List<String> tokens)
      implements Sentence {
    @Override
    public Object[] place(int begin, int end) {
      String text = String.join(" ", tokens.subList(begin, end));
      return kind == InputKind.SENTENCES
          ? new Object[] {number, begin, end, text}
          : new Object[] {begin, end, text};
    }
  }
}
