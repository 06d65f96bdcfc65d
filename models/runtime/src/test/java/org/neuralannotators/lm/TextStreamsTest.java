package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextStreamsTest {
  private static final int BEGIN = 100;
  private static final int END = 101;

  private static final List<EncodedSentence> SENTENCES =
      List.of(sentence(5, 6, 7), sentence(8), sentence(), sentence(9, 5));

  private static EncodedSentence sentence(int... ids) {
    return new EncodedSentence(ids, IntStream.of(ids).map(id -> id + 20).toArray());
  }

  private static TextStreams streams() {
    return new TextStreams(SENTENCES, BEGIN, END, true);
  }

  @Test
  void aSentenceIsReadFromItsBeginToItsEndInBothDirections() {
    List<List<Window>> batches = streams().batches(1, 100);
    assertThat(batches).hasSize(1);
    Window window = batches.get(0).get(0);
    assertThat(window.forward().inputs())
        .containsExactly(BEGIN, 5, 6, 7, BEGIN, 8, BEGIN, BEGIN, 9, 5);
    assertThat(window.forward().targets()).containsExactly(25, 26, 27, 1, 28, 1, 1, 29, 25, 1);
    assertThat(window.backward().inputs()).containsExactly(END, 7, 6, 5, END, 8, END, END, 5, 9);
    assertThat(window.backward().targets()).containsExactly(27, 26, 25, 1, 28, 1, 1, 25, 29, 1);
  }

  @Test
  void streamsAreReadSideBySideInWindows() {
    List<List<Window>> batches = streams().batches(3, 2);
    assertThat(batches).hasSize(2);
    assertThat(batches.get(0))
        .extracting(w -> w.forward().inputs()[0])
        .containsExactly(BEGIN, 7, BEGIN);
    assertThat(batches.get(0)).allSatisfy(window -> assertThat(window.length()).isEqualTo(2));
    assertThat(batches.get(1)).allSatisfy(window -> assertThat(window.length()).isEqualTo(1));
    assertThat(batches.get(1).get(2).state()).isSameAs(batches.get(0).get(2).state());
    assertThat(batches.get(1).get(1).state()).isNotSameAs(batches.get(0).get(2).state());
  }

  @Test
  void whatIsLeftOverGoesOnInTheLastStream() {
    List<List<Window>> batches = streams().allBatches(3, 2);
    assertThat(batches).hasSize(3);
    assertThat(batches.get(2)).hasSize(1);
    assertThat(batches.get(2).get(0).state()).isSameAs(batches.get(0).get(2).state());
    assertThat(batches.get(2).get(0).forward().targets()).containsExactly(1);
    assertThat(batches.stream().flatMap(List::stream).mapToInt(Window::length).sum()).isEqualTo(10);
  }

  @Test
  void aTextShorterThanItsStreamsIsReadAsOne() {
    assertThat(streams().batches(50, 2)).isEmpty();
    assertThat(streams().allBatches(50, 2)).hasSize(1);
    assertThat(new TextStreams(List.of(), BEGIN, END, false).allBatches(4, 2)).isEmpty();
  }
}
