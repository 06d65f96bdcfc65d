package org.neuralannotators.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordModelTest {
  private static final List<String> LINES =
      List.of("the cat, the dog", "the bird's cat, <unk> <unk>", "the café");
  private static final WordModel WORDS = WordModel.learn(LINES, 100, 2, WordSplitting.PUNCTUATION);

  @Test
  void frequentWordsAreKnownTheMostFrequentFirst() {
    assertThat(WORDS.toText().lines())
        .containsExactly(
            "punctuation",
            "the</w>",
            "<</w>",
            "cat</w>",
            "\uFFED,</w>",
            "\uFFED></w>",
            "\uFFEDunk</w>");
  }

  @Test
  void knownWordsComeBackAndOthersAreUnknown() {
    int[] ids = WORDS.encode("the cat, the dog");
    assertThat(ids).hasSize(5).endsWith(WordModel.UNKNOWN);
    assertThat(WORDS.decode(ids)).isEqualTo("the cat, the <unk>");
    assertThat(WORDS.words(ids)).containsExactly(0, 1, 1, 2, 3);
    assertThat(WORDS.isRare(ids[4])).isTrue();
    assertThat(WORDS.isRare(ids[0])).isFalse();
  }

  @Test
  void unknownWordsAreWhatTheCallerSays() {
    int[] ids = WORDS.encode("zebra the zebra");
    assertThat(WORDS.decode(ids, place -> "w" + place)).isEqualTo("w0 the w2");
  }

  @Test
  void unknownWordsStayJoined() {
    int[] ids = WORDS.encode("the zebra; the");
    assertThat(WORDS.decode(ids)).isEqualTo("the <unk><unk> the");
    assertThat(WORDS.words(ids)).containsExactly(0, 1, 1, 2);
  }

  @Test
  void textThatSpellsTheUnknownWordIsText() {
    WordModel all = WordModel.learn(LINES, 100, 2, WordSplitting.SPACES);
    int[] ids = all.encode("<unk>");
    assertThat(ids[0]).isNotEqualTo(WordModel.UNKNOWN);
    assertThat(all.decode(ids, place -> "replaced")).isEqualTo("<unk>");
  }

  @Test
  void emptyTextHasNoPieces() {
    assertThat(WORDS.encode("")).isEmpty();
    assertThat(WORDS.decode()).isEmpty();
    assertThat(WORDS.decode(PieceModel.BEGIN, PieceModel.END)).isEmpty();
  }

  @Test
  void whatIsWrittenIsRead() {
    WordModel read = WordModel.fromLines(WORDS.toText().lines().toList());
    assertThat(read.toText()).isEqualTo(WORDS.toText());
    assertThat(read.encode("cat, dog the")).isEqualTo(WORDS.encode("cat, dog the"));
  }

  @Test
  void textsAreThoseOfThePieces() {
    assertThat(WORDS.texts("Zoë's cat, the")).containsExactly("Zoë", "'", "s", "cat", ",", "the");
  }

  @Test
  void noMoreWordsThanWantedAreKnown() {
    assertThat(WordModel.learn(LINES, 1, 1, WordSplitting.SPACES).size()).isEqualTo(5);
    assertThatThrownBy(() -> WordModel.learn(LINES, 0, 2, WordSplitting.SPACES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0] words");
  }

  @Test
  void linesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> WordModel.fromLines(List.of("spaces", "a</w>", "a</w>")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a</w>]");
    assertThatThrownBy(() -> WORDS.decode(10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[10]");
  }
}
