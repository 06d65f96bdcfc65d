package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How texts become sources. */
class SourceTextsTest {
  private static List<String> split(String text, int most) {
    return new SourceSplitter(Locale.ENGLISH, part -> part.length() <= most)
        .split(text).stream().map(part -> text.substring(part.begin(), part.end())).toList();
  }

  @Test
  void longTextsAreSplitBetweenSentencesThenWordsThenCharacters() {
    String text = "One two. Three. Four five six.";
    assertThat(split(text, 30)).containsExactly(text);
    assertThat(split(text, 16)).containsExactly("One two. Three. ", "Four five six.");
    assertThat(split(text, 10)).containsExactly("One two. ", "Three. ", "Four five ", "six.");
    assertThat(split("abcdefgh ij", 3)).containsExactly("abc", "def", "gh ", "ij");
    assertThat(split("", 3)).containsExactly("");
  }

  @Test
  void wordsAreNumberedWithoutTheNothingBetweenTwoSpaces() {
    assertThat(Word.betweenSpaces("a  b")).containsExactly(new Word(0, 1), new Word(3, 4));
    assertThat(Word.numbers("a  b", new int[] {0, 1, 2, 2})).containsExactly(0, -1, 1, 1);
  }

  @Test
  void textsAreReadWithOneSpaceBetweenWords() {
    TextPairRules rules = new TextPairRules("tr", "en", true);
    assertThat(rules.source("  I\n\tS\u00A0x ")).isEqualTo("ı s x");
    assertThat(rules.target("I S")).isEqualTo("i s");
  }
}
