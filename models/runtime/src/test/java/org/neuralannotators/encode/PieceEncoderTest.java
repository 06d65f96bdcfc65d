package org.neuralannotators.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

class PieceEncoderTest {
  private static final List<String> PIECES = TinyBert.pieces();

  private static PieceEncoder encoder(int maximumPieces, int stride, int context) {
    return new PieceEncoder(
        StoredTokenizer.of(BertTokenizerJson.of(PIECES, BertNormalization.CASED)).tokenizer(),
        maximumPieces,
        stride,
        context,
        0);
  }

  private static List<String> pieces(int[] ids) {
    return Arrays.stream(ids).mapToObj(PIECES::get).toList();
  }

  @Test
  void tokensKeepTheirPlaces() {
    EncodedPieces sentence =
        encoder(24, 10, 0).encode(List.of(List.of("Carla", "lives", "in", "Graz", "."))).get(0);
    assertThat(sentence.sequences()).hasSize(1);
    assertThat(pieces(sentence.sequences().get(0).ids()))
        .containsExactly("[CLS]", "Car", "##la", "lives", "in", "Gra", "##z", ".", "[SEP]");
    assertThat(sentence.firsts()).containsExactly(1, 3, 4, 5, 7);
    assertThat(sentence.counts()).containsExactly(2, 1, 1, 2, 1);
  }

  @Test
  void tokenWithoutPiecesIsUnknown() {
    EncodedPieces sentence =
        encoder(24, 10, 0).encode(List.of(List.of("", "\u0007", "Ann", " "))).get(0);
    assertThat(pieces(sentence.sequences().get(0).ids()))
        .containsExactly("[CLS]", "[UNK]", "[UNK]", "Ann", "[UNK]", "[SEP]");
  }

  @Test
  void emptySentenceHasNoSequence() {
    EncodedPieces sentence = encoder(24, 10, 0).encode(List.of(List.of())).get(0);
    assertThat(sentence.sequences()).isEmpty();
    assertThat(sentence.tokens()).isZero();
  }

  @Test
  void tokenLongerThanAWindowIsCut() {
    EncodedPieces sentence =
        encoder(10, 4, 0).encode(List.of(List.of(".".repeat(1000), "Ann"))).get(0);
    assertThat(sentence.counts()).containsExactly(8, 1);
    assertThat(sentence.sequences().size()).isEqualTo(2);
  }

  @Test
  void everyTokenOfALongSentenceIsFoundInItsWindow() {
    List<String> tokens = Collections.nCopies(50, "Carla");
    EncodedPieces sentence = encoder(12, 4, 0).encode(List.of(tokens)).get(0);
    int[] all =
        sentence.sequences().stream().flatMapToInt(each -> Arrays.stream(each.ids())).toArray();
    assertThat(all).hasSize(sentence.pieces());
    for (int t = 0; t < tokens.size(); t++) {
      assertThat(PIECES.get(all[sentence.firsts()[t]])).isEqualTo("Car");
    }
    assertThat(sentence.firsts()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void neighbouringSentencesAreContext() {
    List<EncodedPieces> document =
        encoder(24, 10, 3)
            .encode(List.of(List.of("she", "lives", "in", "Graz"), List.of("Ann"), List.of("Bo")));
    assertThat(pieces(document.get(1).sequences().get(0).ids()))
        .containsExactly("[CLS]", "in", "Gra", "##z", "Ann", "B", "##o", "[SEP]");
    assertThat(document.get(1).firsts()).containsExactly(4);
    assertThat(pieces(document.get(0).sequences().get(0).ids())).startsWith("[CLS]", "she");
    assertThat(pieces(document.get(2).sequences().get(0).ids()))
        .endsWith("Ann", "B", "##o", "[SEP]");
  }

  @Test
  void segmentsTellWhereTokensHaveCapitals() {
    PieceEncoder encoder =
        new PieceEncoder(
            StoredTokenizer.of(BertTokenizerJson.of(PIECES, BertNormalization.UNCASED)).tokenizer(),
            24,
            10,
            4,
            5);
    List<EncodedPieces> document =
        encoder.encode(
            List.of(List.of("GRAZ"), List.of("Ann", "in", "IN", "iN", "."), List.of("Bo")));
    PieceSequence sequence = document.get(1).sequences().get(0);
    assertThat(pieces(sequence.ids()))
        .containsExactly(
            "[CLS]", "g", "##r", "##a", "##z", "a", "##n", "##n", "in", "in", "in", ".", "b", "##o",
            "[SEP]");
    assertThat(sequence.segments()).containsExactly(0, 3, 3, 3, 3, 2, 2, 2, 0, 3, 4, 0, 2, 2, 0);
  }

  @Test
  void contextGivesWayToTheSentence() {
    List<String> tokens = Collections.nCopies(7, "Ann");
    List<EncodedPieces> document =
        encoder(11, 4, 5).encode(List.of(List.of("she"), tokens, List.of("in", "in")));
    assertThat(pieces(document.get(1).sequences().get(0).ids()))
        .startsWith("[CLS]", "she", "Ann")
        .endsWith("Ann", "in", "[SEP]");
  }
}
