package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SentenceWindowsTest {
  private static List<String> windows(int most, String text) {
    return new SentenceWindows(
            new SentenceBreaks(Locale.ENGLISH), part -> Word.of(part).size(), most)
        .of(text);
  }

  @Test
  void aTextThatFitsIsOneWindowWithoutTheBlanksAround() {
    assertThat(windows(4, " A b. C d.\n")).containsExactly("A b. C d.");
    assertThat(windows(4, " \n")).isEmpty();
  }

  @Test
  void windowsOfWholeSentencesAreEven() {
    assertThat(windows(8, "A b. C d. E f. G h.\n\nI j."))
        .containsExactly("A b. C d. E f.", "G h.\n\nI j.");
    assertThat(windows(5, "A b. C d. E f. G h.")).containsExactly("A b. C d.", "E f. G h.");
  }

  @Test
  void aSentenceThatIsTooLongIsAWindowOfItsOwn() {
    assertThat(windows(4, "A b. C d e f g h. I j."))
        .containsExactly("A b.", "C d e f g h.", "I j.");
  }

  @Test
  void noWindowOfSeveralSentencesIsTooLong() {
    String text = "A b c d. E f. G. H i j. K l m n o. P. Q r. ".repeat(20);
    for (int most = 8; most < 40; most++) {
      List<String> windows = windows(most, text);
      int limit = most;
      assertThat(windows)
          .allSatisfy(each -> assertThat(Word.of(each).size()).isBetween(limit / 4, limit));
      assertThat(String.join(" ", windows)).isEqualTo(text.strip());
    }
  }
}
