package org.neuralannotators.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.text.ReadTokens;

/**
 * How files hold text.
 *
 * @param layout what lines are
 * @param column the one that is read, of those between tabs, from 0; null when lines are text whole
 * @param language BCP 47 code, by which raw text is split
 * @param unit what tokens are
 */
public record TextFormat(TextLayout layout, Integer column, String language, TextUnit unit) {
  public TextFormat {
    RawFormat.check(layout, column);
  }

  /**
   * A part of a file's lines, such as all but the last tenth.
   *
   * @param from share of the lines that are left out before it
   * @param to share of the lines up to its end
   */
  public record Part(double from, double to) {
    /** All lines. */
    public static final Part ALL = new Part(0, 1);

    public Part {
      if (!(from >= 0 && from < to && to <= 1)) {
        throw new IllegalArgumentException(
            "A part of the lines from [%s] to [%s]; expected numbers from 0 to 1, rising"
                .formatted(from, to));
      }
    }

    <T> List<T> of(List<T> lines) {
      int begin = (int) Math.round(from * lines.size());
      return lines.subList(begin, (int) Math.round(to * lines.size()));
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it isn't UTF-8 or a line doesn't have the column, with the line
   */
  public List<Document> read(Path file, Part part) throws IOException {
    return documents(new RawFormat(layout, column).lines(file, part));
  }

  /** The documents of some lines; those without tokens are left out. */
  public List<Document> documents(List<String> lines) {
    WordTokenizer tokenizer = new WordTokenizer(language);
    List<Document> documents = new ArrayList<>();
    List<List<String>> sentences = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : lines) {
      switch (layout) {
        case RUNNING -> {
          if (line.isBlank()) {
            addText(tokenizer, paragraph.toString(), sentences);
            paragraph.setLength(0);
          } else {
            paragraph.append(line.strip()).append(' ');
          }
        }
        case LINES -> {
          addText(tokenizer, line, sentences);
          sentences = end(sentences, documents);
        }
        case TOKENS -> {
          if (line.isBlank()) {
            sentences = end(sentences, documents);
          } else {
            addTokens(line, sentences);
          }
        }
      }
    }
    addText(tokenizer, paragraph.toString(), sentences);
    end(sentences, documents);
    return shared(documents);
  }

  private static List<List<String>> end(List<List<String>> sentences, List<Document> documents) {
    if (!sentences.isEmpty()) {
      documents.add(new Document(sentences));
    }
    return new ArrayList<>();
  }

  private void addTokens(String line, List<List<String>> sentences) {
    List<String> tokens =
        unit == TextUnit.WORDS
            ? ReadTokens.of(List.of(line.strip().split("\\s+"))).tokens()
            : TextUnit.characters(line);
    if (!tokens.isEmpty()) {
      sentences.add(tokens);
    }
  }

  private void addText(WordTokenizer tokenizer, String text, List<List<String>> sentences) {
    for (String sentence : tokenizer.sentences(text)) {
      sentences.add(
          unit == TextUnit.WORDS ? tokenizer.words(sentence) : TextUnit.characters(sentence));
    }
  }

  /** With each string only once in memory. */
  private static List<Document> shared(List<Document> documents) {
    Map<String, String> strings = new HashMap<>();
    return documents.stream()
        .map(
            document ->
                new Document(
                    document.sentences().stream()
                        .map(s -> s.stream().map(t -> share(strings, t)).toList())
                        .toList()))
        .toList();
  }

  private static String share(Map<String, String> strings, String token) {
    String known = strings.putIfAbsent(token, token);
    return known == null ? token : known;
  }
}
