package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.lm.decoder.TextWindow;

class SlidingWindowsTest {
  private static List<TextWindow> windows(int context, int stride, int pieces) {
    return new SlidingWindows(context, stride, 0).of(IntStream.range(0, pieces).toArray());
  }

  @Test
  void windowsOverlapByWhatStandsBeforeAPiece() {
    List<TextWindow> windows = windows(4, 2, 7);
    assertThat(windows).extracting(TextWindow::context).containsExactly(1, 2, 2);
    assertThat(windows.get(0).pieces()).containsExactly(0, 1, 2, 3);
    assertThat(windows.get(1).pieces()).containsExactly(2, 3, 4, 5);
    assertThat(windows.get(2).pieces()).containsExactly(4, 5, 6);
  }

  @ParameterizedTest
  @CsvSource({"4,1,9", "4,3,9", "10,5,10", "10,5,11", "2,1,2"})
  void eachPieceButTheFirstIsPredictedOnce(int context, int stride, int pieces) {
    assertThat(windows(context, stride, pieces).stream().mapToInt(TextWindow::predicted).sum())
        .isEqualTo(pieces - 1);
  }

  @Test
  void aTextOfOnePieceHasNone() {
    assertThat(windows(4, 2, 1)).isEmpty();
    assertThat(windows(4, 2, 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "4,4", "4,0"})
  void valuesThatCannotBeUsedAreRefused(int context, int stride) {
    assertThatThrownBy(() -> new SlidingWindows(context, stride, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[" + context + "]", "[" + stride + "]", "expected");
  }
}
