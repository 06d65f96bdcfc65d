package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
  @TempDir private Path folder;

  private static TextFormat format(TextLayout layout, TextUnit unit) {
    return new TextFormat(layout, null, "en", unit);
  }

  private static List<List<String>> sentences(String text) {
    return format(TextLayout.RUNNING, TextUnit.WORDS).documents(text.lines().toList()).stream()
        .flatMap(document -> document.sentences().stream())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Well,\" she said, \"good-bye!\" | \" Well , \" she said , \" good-bye ! \"",
        "I don't; you'll, he’s, it cannot. | I do n't ; you 'll , he ’s , it cannot .",
        "It cost $1,000.50 in the U.S. in 1946--and 3.14. | It cost $ 1,000.50 in the U.S. in 1946 -- and 3.14 .",
        "Mr. and Mrs. W. Bush (St. Louis) | Mr. and Mrs. W. Bush ( St. Louis )",
        "Wait... 50% of Müller's naïveté | Wait ... 50 % of Müller 's naïveté",
        "x | x"
      })
  void wordsArePunctuatedAsInTheTreebank(String text, String words) {
    assertThat(String.join(" ", new WordTokenizer("en").words(text))).isEqualTo(words);
  }

  @Test
  void contractionsAreSplitInEnglishOnly() {
    assertThat(new WordTokenizer("fr").words("aujourd'hui c'est"))
        .containsExactly("aujourd'hui", "c'est");
  }

  @Test
  void runningTextIsSplitIntoParagraphsAndSentencesButNotBehindTitles() {
    assertThat(sentences("CHAPTER I\n\nMr. Knightley came\nin. He sat! Did\nshe?\n \nNo.\n"))
        .extracting(sentence -> String.join(" ", sentence))
        .containsExactly("CHAPTER I", "Mr. Knightley came in .", "He sat !", "Did she ?", "No .");
  }

  @Test
  void textWithoutTokensHasNoDocuments() {
    assertThat(sentences("")).isEmpty();
    assertThat(sentences(" \n\n\t\n")).isEmpty();
    assertThat(format(TextLayout.LINES, TextUnit.CHARACTERS).documents(List.of(" ", ""))).isEmpty();
  }

  @Test
  void tokensAreTakenAsTheyAreAndBlankLinesPartDocuments() {
    assertThat(
            format(TextLayout.TOKENS, TextUnit.WORDS)
                .documents(List.of("Winston- Salem ,", "it 's .", "", "", "Mr. X")))
        .containsExactly(
            new Document(List.of(List.of("Winston-", "Salem", ","), List.of("it", "'s", "."))),
            new Document(List.of(List.of("Mr.", "X"))));
  }

  @Test
  void escapedTokensAreReadAsWhatTheyStandFor() {
    assertThat(
            format(TextLayout.TOKENS, TextUnit.WORDS)
                .documents(List.of("`` It \u00A0 -LRB- is -RRB- ''", "\u00A0")))
        .containsExactly(new Document(List.of(List.of("\"", "It", "(", "is", ")", "\""))));
  }

  @Test
  void charactersAreCodePointsWithOneBlankForWhiteSpace() {
    assertThat(format(TextLayout.LINES, TextUnit.CHARACTERS).documents(List.of(" a \t😀b")))
        .containsExactly(new Document(List.of(List.of("a", " ", "😀", "b"))));
  }

  @Test
  void aColumnAndAPartOfTheLinesAreRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pairs.tsv"), "Hi.\tHallo.\nGo. Run.\tGeh.\nNo.\tNein.\nOh.\tAch.\n");
    TextFormat format = new TextFormat(TextLayout.LINES, 0, "en", TextUnit.WORDS);
    assertThat(format.read(file, new TextFormat.Part(0.25, 0.75)))
        .containsExactly(
            new Document(List.of(List.of("Go", "."), List.of("Run", "."))),
            new Document(List.of(List.of("No", "."))));
    assertThat(format.read(file, TextFormat.Part.ALL)).hasSize(4);
    assertThatThrownBy(
            () ->
                new TextFormat(TextLayout.LINES, 2, "en", TextUnit.WORDS)
                    .read(file, TextFormat.Part.ALL))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("Line [1]", "[2] columns", "more than [2]");
  }

  @ParameterizedTest
  @CsvSource({"-0.1,1", "0.5,0.5", "0,1.1", "NaN,1"})
  void partsThatAreNoneAreRefused(double from, double to) {
    assertThatThrownBy(() -> new TextFormat.Part(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[" + to + "]");
  }

  @Test
  void runningTextHasNoColumns() {
    assertThatThrownBy(() -> new TextFormat(TextLayout.RUNNING, 1, "en", TextUnit.WORDS))
        .hasMessageContainingAll("[1]", "[RUNNING]", "LINES");
  }
}
