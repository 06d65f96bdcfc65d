package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceBreaksTest {
  private static List<String> sentences(String language, String text) {
    return new SentenceBreaks(Locale.forLanguageTag(language))
        .of(text).stream().map(place -> place.in(text)).toList();
  }

  /** Sentences have a bar between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I sleep.|He eats.|Do you?|Yes!|No.",
        "\"Is she young?\"|\"Yes, she is.\"",
        "He said \u201CStop!\u201D|She did.",
        "Wait...|Now go.",
        "I was born in 1990.|He was, too.",
        "So do I.|He doesn't.",
        "No.|I don't.",
        "I paid $5.|It was much.",
        "I came (by bus).|He walked.",
        "It's late!!|Go home ?!|Yes.",
        "I sleep . |He eats .",
        "Hello.|\uD83D\uDE00",
        "\u00BFQu\u00E9?|\u00A1Hola!",
      })
  void endWithTheirMarks(String text) {
    List<String> expected = List.of(text.split("\\|"));
    assertThat(sentences("en", text.replace("|", " ")))
        .isEqualTo(expected.stream().map(String::strip).toList());
  }

  @Test
  @Timeout(20)
  void theTimeGrowsWithTheLengthAlone() {
    assertThat(sentences("en", "A. ".repeat(200_000))).hasSize(1);
    assertThat(sentences("en", "a".repeat(300_000) + "!. B")).hasSize(2);
    assertThat(sentences("en", "a".repeat(300_000) + " . B")).hasSize(2);
    assertThat(sentences("en", "No. A no. ".repeat(20_000) + " ".repeat(300_000))).hasSize(40_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I climbed to the top of Mt. Fuji.",
        "Mr. and Mrs. Smith met Dr. J. R. Brown.",
        "He works for the U.S. Army, e.g. In the kitchen.",
        "See No. 5, fig. 3 and p. 7 of Jan. 5.",
        "It costs 1,234.56 dollars at 2.30 p.m. Monday.",
        "\"Really?\" he asked. ",
        "He stopped... and went on.",
        "He came (I saw him. He ran.) and left.",
        "1. Buy milk",
        "Visit www.example.com/a.b?c=D today",
        "I have lost\nmy keys",
        "  \n\tone",
        "Really ? !",
        "no marks at all",
      })
  void goOnOtherwise(String text) {
    assertThat(sentences("en", text)).containsExactly(text.strip());
  }

  @Test
  void languagesHaveTheirOwnWays() {
    assertThat(sentences("de", "Am 3. Mai kam er. Sie ging."))
        .containsExactly("Am 3. Mai kam er.", "Sie ging.");
    assertThat(sentences("en", "I have 3. He has 4.")).hasSize(2);
    assertThat(sentences("zh", "\u4F60\u597D\u3002\u300C\u518D\u89C1\uFF01\u300D\u597D\uFF1F"))
        .containsExactly("\u4F60\u597D\u3002", "\u300C\u518D\u89C1\uFF01\u300D", "\u597D\uFF1F");
    assertThat(sentences("hi", "\u0915\u0964 \u0916\u0964")).hasSize(2);
  }

  @Test
  void paragraphsAndCellsAreApart() {
    assertThat(sentences("en", "Title\n\nText in\nlines\n \n\tMore\tcell one \t cell two"))
        .containsExactly("Title", "Text in\nlines", "More", "cell one", "cell two");
    assertThat(sentences("en", "one\n\ttwo")).containsExactly("one\n\ttwo");
    assertThat(sentences("en", " \n\u00A0\t")).isEmpty();
  }

  @Test
  void aMegabyteIsSplitInNoTime() {
    for (String part : List.of("(", "a. ", "... ", "\t", "a ", "A.", "(a. b) ")) {
      assertThat(sentences("en", part.repeat(300_000))).isNotNull();
    }
  }
}
