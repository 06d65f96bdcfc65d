package org.neuralannotators.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.lm.continuation.Continuation;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.ContinuationScore;
import org.neuralannotators.lm.continuation.PromptModel;

class TextFittingTest {
  /** Each UTF-16 unit is a piece. */
  private record CharacterModel(int maximumLength) implements PromptModel {
    @Override
    public int length(String prompt, List<String> continuations) {
      return prompt.length();
    }

    @Override
    public int[] pieceEnds(String text) {
      return IntStream.rangeClosed(1, text.length()).toArray();
    }

    @Override
    public List<List<ContinuationScore>> scores(
        String begin, List<String> prompts, List<String> continuations) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Continuation> continueTexts(
        String begin, List<String> prompts, ContinuationOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ModelManifest manifest() {
      return ModelManifest.builder("decoder", "characters").build();
    }

    @Override
    public void close() {
      // Nothing to free.
    }
  }

  private static Prompt prompt(LongTexts longTexts) {
    return new Prompt(
        "p",
        null,
        "{text} {answer}",
        null,
        null,
        Map.of("x", "a", "y", "b"),
        false,
        false,
        null,
        longTexts,
        null);
  }

  /** Two of so many pieces are the prompt's. */
  private static TextFitting fitting(LongTexts longTexts, int maximum) {
    return new TextFitting(
        prompt(longTexts), new CharacterModel(maximum), text -> text.length() + 2);
  }

  @ParameterizedTest
  @EnumSource
  void aTextThatFitsIsReadAsAWhole(LongTexts longTexts) {
    assertThat(fitting(longTexts, 12).parts(" ab. c d. e\n")).containsExactly("ab. c d. e");
    assertThat(fitting(longTexts, 12).parts("\n ")).containsExactly("");
  }

  @Test
  void windowsEndWithSentences() {
    assertThat(fitting(LongTexts.WINDOWS, 12).parts("Ab c. De f. Gh i? Jk"))
        .containsExactly("Ab c. ", "De f. ", "Gh i? Jk");
  }

  @Test
  void sentencesThatAreTooLongEndWithWordsAndWordsAnywhere() {
    assertThat(fitting(LongTexts.WINDOWS, 12).parts("ab cd ef ghi jk. Lmnopqrstuvwx yz"))
        .containsExactly("ab cd ef", "ghi jk. ", "Lmnopqrstu", "vwx yz");
  }

  @Test
  void aVeryLongTextIsReadToItsEnd() {
    String text = "Some words. ".repeat(5000) + "The end 🌧";
    List<String> windows = fitting(LongTexts.WINDOWS, 40).parts(text);
    assertThat(windows).allMatch(window -> window.length() <= 38);
    assertThat(String.join(" ", windows.stream().map(String::strip).toList())).isEqualTo(text);
    assertThat(fitting(LongTexts.TRUNCATE, 40).parts(text).get(0)).hasSize(38);
  }

  @Test
  void withErrorATextThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> fitting(LongTexts.ERROR, 12).parts("0123456789a "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[11] characters needs [13] pieces", "[p]", "at most [12]");
  }

  @Test
  void aPromptThatLeavesNoRoomIsRefused() {
    assertThatThrownBy(() -> fitting(LongTexts.WINDOWS, 2))
        .isInstanceOf(PromptException.class)
        .hasMessageContainingAll(
            "Prompt [p] needs [2] pieces without a text, of the [2]", "[characters]");
  }
}
