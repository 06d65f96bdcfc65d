package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.SlidingWindow;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

class TextSequencesTest {
  private final TextSequences sequences = sequences(9, 3, 2);

  private static TextSequences sequences(int maximumPieces, int stride, int segments) {
    return sequences(
        BertTokenizerJson.of(TinyBert.pieces(), BertNormalization.CASED),
        maximumPieces,
        stride,
        segments);
  }

  private static TextSequences sequences(
      ObjectNode tokenizer, int maximumPieces, int stride, int segments) {
    List<String> pieces = TinyBert.pieces();
    return new TextSequences(
        StoredTokenizer.of(tokenizer).tokenizer(),
        new HeadArchitecture(
            new BertArchitecture(
                1, 1, 4, 4, 24, pieces.size(), segments, Activation.GELU, 1e-12, 4, false),
            maximumPieces,
            stride,
            true,
            null));
  }

  /** The pieces, those of the second segment with a star. */
  private static String show(PieceSequence sequence) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sequence.length(); i++) {
      String piece = TinyBert.pieces().get(sequence.ids()[i]);
      text.append(i == 0 ? "" : " ").append(sequence.segments()[i] == 1 ? "*" : "").append(piece);
    }
    return text.toString();
  }

  private static List<String> show(List<PieceSequence> all) {
    return all.stream().map(TextSequencesTest::show).toList();
  }

  @Test
  void textStandsBetweenSpecialPieces() {
    assertThat(show(sequences.text("Ann lives"))).containsExactly("[CLS] Ann lives [SEP]");
    assertThat(show(sequences.text(""))).containsExactly("[CLS] [SEP]");
  }

  @Test
  void windowsOfALongTextLeaveNothingOut() {
    assertThat(show(sequences.text("a b c d e f g h i j")))
        .containsExactly("[CLS] a b c d e f g [SEP]", "[CLS] d e f g h i j [SEP]");
    assertThat(show(sequences.text("a b c d e f g h i j k")))
        .containsExactly(
            "[CLS] a b c d e f g [SEP]", "[CLS] d e f g h i j [SEP]", "[CLS] g h i j k [SEP]");
  }

  @Test
  void pairHasTwoSegments() {
    assertThat(show(sequences.pair(new TextPair("Ann lives", "in"))))
        .isEqualTo("[CLS] Ann lives [SEP] *in *[SEP]");
    assertThat(show(sequences.pair(new TextPair("", "")))).isEqualTo("[CLS] [SEP] *[SEP]");
  }

  @Test
  void encoderOfOneSegmentReadsPairsToo() {
    assertThat(show(sequences(9, 3, 1).pair(new TextPair("Ann", "in"))))
        .isEqualTo("[CLS] Ann [SEP] in [SEP]");
  }

  @Test
  void pairIsTruncatedLongestFirst() {
    assertThat(truncated(10, 1)).isEqualTo("5 1");
    assertThat(truncated(1, 10)).isEqualTo("1 5");
    assertThat(truncated(10, 10)).isEqualTo("3 3");
    assertThat(truncated(4, 3)).isEqualTo("3 3");
    assertThat(truncated(0, 10)).isEqualTo("0 6");
    // Devlin et al. shorten the second of two that are equally long.
    PieceSequence odd = sequences(8, 3, 2).pair(new TextPair("a ".repeat(9), "b ".repeat(9)));
    assertThat(show(odd)).isEqualTo("[CLS] a a a [SEP] *b *b *[SEP]");
  }

  private String truncated(int first, int second) {
    PieceSequence pair = sequences.pair(new TextPair("a ".repeat(first), "b ".repeat(second)));
    String text = show(pair);
    return Arrays.stream(new String[] {"a", "b"})
        .map(piece -> Long.toString(text.chars().filter(c -> c == piece.charAt(0)).count()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void questionStandsBeforeEachWindowOfItsContext() {
    QuestionSequences question =
        sequences.question(new QuestionAnswerer.Question("in", "a b c d e f g"));
    assertThat(show(question.sequences()))
        .containsExactly(
            "[CLS] in [SEP] *a *b *c *d *e *[SEP]", "[CLS] in [SEP] *d *e *f *g *[SEP]");
    assertThat(question.windows())
        .containsExactly(new SlidingWindow(0, 5), new SlidingWindow(3, 7));
    assertThat(question.offset()).isEqualTo(3);
  }

  @Test
  void longQuestionLeavesHalfOfTheRoomToItsContext() {
    QuestionSequences question =
        sequences.question(new QuestionAnswerer.Question("x ".repeat(50), "a b c d"));
    assertThat(show(question.sequences()))
        .containsExactly("[CLS] x x x [SEP] *a *b *c *[SEP]", "[CLS] x x x [SEP] *d *[SEP]");
  }

  @Test
  void noAnswerIsTheClassificationTokenAlsoWhereThatIsTheLast() throws IOException {
    ObjectNode tokenizer = BertTokenizerJson.of(TinyBert.pieces(), BertNormalization.CASED);
    // XLNet's.
    tokenizer.set(
        "post_processor",
        new ObjectMapper()
            .readTree(
                """
                {"type": "TemplateProcessing",
                 "single": [{"Sequence": {"id": "A", "type_id": 0}},
                            {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
                            {"SpecialToken": {"id": "[CLS]", "type_id": 2}}],
                 "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                          {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
                          {"Sequence": {"id": "B", "type_id": 1}},
                          {"SpecialToken": {"id": "[SEP]", "type_id": 1}},
                          {"SpecialToken": {"id": "[CLS]", "type_id": 2}}],
                 "special_tokens": {"[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]},
                                    "[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]}}}
                """));
    QuestionSequences question =
        sequences(tokenizer, 9, 3, 3).question(new QuestionAnswerer.Question("in", "a b c d e f"));
    assertThat(show(question.sequences()))
        .containsExactly("in [SEP] *a *b *c *d *e *[SEP] [CLS]", "in [SEP] *d *e *f *[SEP] [CLS]");
    assertThat(question.sequences().get(1).segments()).containsExactly(0, 0, 1, 1, 1, 1, 2);
    assertThat(question.examples(6, 7).stream().map(SequenceExample::target))
        .containsExactly(new PieceSpan(5, 5), new PieceSpan(2, 2));
    assertThat(question.examples(10, 11).stream().map(SequenceExample::target))
        .containsExactly(new PieceSpan(8, 8), new PieceSpan(4, 4));
    assertThat(question.examples(0, 0).stream().map(SequenceExample::target))
        .containsExactly(new PieceSpan(8, 8), new PieceSpan(6, 6));
  }

  @Test
  void windowsWithoutTheWholeAnswerAreTaughtThatThereIsNone() {
    QuestionSequences question =
        sequences.question(new QuestionAnswerer.Question("in", "a b c d e f g"));
    assertThat(question.examples(2, 7).stream().map(SequenceExample::target))
        .containsExactly(new PieceSpan(4, 6), PieceSpan.NONE);
    assertThat(question.examples(6, 7).stream().map(SequenceExample::target))
        .containsExactly(new PieceSpan(6, 6), new PieceSpan(3, 3));
    assertThat(question.examples(0, 0).stream().map(SequenceExample::target))
        .containsExactly(PieceSpan.NONE, PieceSpan.NONE);
  }
}
