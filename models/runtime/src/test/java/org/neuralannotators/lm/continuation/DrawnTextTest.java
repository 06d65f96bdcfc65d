package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.lm.continuation.Continuation.Reason;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderShapes;

/** Texts whose pieces are dictated. */
class DrawnTextTest {
  private static final int[] PROMPT = {2};

  private final List<String> parts = new ArrayList<>();

  private DrawnText write(ContinuationOptions options, int... pieces) {
    DecoderModel model = TinyDecoders.laidOut(DecoderShapes.LLAMA, false, 6, TinyDecoders.END);
    TextWriter writer = new TextWriter(model, new Context(6, new int[0]), PROMPT, options);
    DrawnText text = new DrawnText(writer, options, new SplittableRandom(1), parts::add);
    for (int piece : pieces) {
      assertThat(text.rows()).hasSize(1);
      double[] scores = new double[TinyDecoders.PIECES.size()];
      scores[piece] = 1;
      text.advance(new double[][] {scores});
    }
    return text;
  }

  private static ContinuationOptions stops(String... stops) {
    return ContinuationOptions.DEFAULT.withStops(List.of(stops));
  }

  @Test
  void aTextEndsWhereTheModelEndsIt() {
    DrawnText text = write(ContinuationOptions.DEFAULT, 7, 4, 3, TinyDecoders.END);
    assertThat(text.rows()).isEmpty();
    assertThat(text.continuation()).isEqualTo(new Continuation("ab d", Reason.END, 4, false));
    assertThat(parts).containsExactly("ab", " ", "d");
  }

  @Test
  void aTextEndsWhenItIsLongEnough() {
    DrawnText text = write(ContinuationOptions.DEFAULT.withLength(2), 7, 3);
    assertThat(text.continuation()).isEqualTo(new Continuation("abd", Reason.LENGTH, 2, false));
  }

  @Test
  void aTextEndsBeforeAStopStringThatIsSpreadOverPieces() {
    DrawnText text = write(stops("bcd", "never"), 0, 7, 2, 3);
    assertThat(text.continuation()).isEqualTo(new Continuation("aa", Reason.STOP, 4, false));
    assertThat(parts).containsExactly("a", "a");
  }

  @ParameterizedTest
  @CsvSource({"bc,7 2,a", "' ',7 2 4,abc", "c d,7 2 4 3,ab"})
  void aStopStringMayBeginInAPieceOrBeOne(String stop, String pieces, String expected) {
    DrawnText text =
        write(stops(stop), Stream.of(pieces.split(" ")).mapToInt(Integer::parseInt).toArray());
    assertThat(text.continuation().text()).isEqualTo(expected);
    assertThat(text.continuation().reason()).isEqualTo(Reason.STOP);
    assertThat(String.join("", parts)).isEqualTo(expected);
  }

  @Test
  void whatMayBeginAStopStringIsGivenOnceItDoesNot() {
    write(stops("bb b"), 1, 1, 1, 2);
    assertThat(parts).containsExactly("b", "bbc");
  }

  @Test
  void whatBeginsAStopStringIsTextWhereTheTextEnds() {
    DrawnText text = write(stops("bbb"), 0, 1, 1, TinyDecoders.END);
    assertThat(text.continuation().text()).isEqualTo("abb");
    assertThat(parts).containsExactly("a", "bb");
  }

  @Test
  void charactersAreGivenWhole() {
    DrawnText text = write(ContinuationOptions.DEFAULT.withLength(4), 0, 5, 6, 5);
    assertThat(text.continuation().text()).isEqualTo("aé");
    assertThat(parts).containsExactly("a", "é");
  }

  @Test
  void aTextSlidesWhenMoreIsReadThanFits() {
    ContinuationOptions options = ContinuationOptions.DEFAULT;
    assertThat(write(options, 0, 0, 0, 0, 0, TinyDecoders.END).continuation().slid()).isFalse();
    assertThat(write(options, 0, 0, 0, 0, 0, 0, TinyDecoders.END).continuation().slid()).isTrue();
  }

  @Test
  void repetitionIsPenalizedOfPromptAndText() {
    double[] scores = {-1, 0, 3, 4, -2, 5, 6, 7, 8};
    RepetitionPenalty.apply(2, new int[] {0, 3, 0, 2, 8}, scores);
    assertThat(scores).containsExactly(-2, 0, 1.5, 2, -2, 5, 6, 7, 4);
  }
}
