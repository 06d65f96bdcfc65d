package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.lm.continuation.TinyDecoders;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Lanes;

class DecoderEvaluationTest {
  @TempDir private Path folder;

  private Path bundle;
  private Path text;
  private double loss;

  /** One document of three pieces, one of four with two words, and the end before each. */
  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("tiny.bundle");
    text = Files.writeString(folder.resolve("text.txt"), "cé\n\nab dd\n");
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.GPT_2, false, 8, TinyDecoders.END);
        Lanes lanes = Lanes.ofFloats(1)) {
      model.files(TensorType.F32).write(bundle, model.manifest("tiny").language("en").build());
      List<TextWindow> windows = List.of(TextWindow.of(8, 2, 5, 6), TextWindow.of(8, 7, 4, 3, 3));
      lanes.onLane(
          lane -> {
            double[] losses = model.network().losses(lane.inference(), windows);
            loss = losses[0] + losses[1];
          });
    }
  }

  @Test
  void piecesWordsAndBytesAreScored() throws IOException {
    try (DecoderEvaluation evaluation = DecoderEvaluation.load(bundle.toString(), null)) {
      PieceScore score =
          evaluation.score(
              text,
              new RawFormat(TextLayout.LINES, null),
              TextFormat.Part.ALL,
              evaluation.windows(null, null, null));
      assertThat(score.documents()).isEqualTo(2);
      assertThat(score.words()).isEqualTo(3);
      assertThat(score.bytes()).isEqualTo(8);
      assertThat(score.pieces().predictions()).isEqualTo(7);
      assertThat(score.pieces().loss()).isCloseTo(loss, offset(1e-4));
      assertThat(score.perWord()).isCloseTo(Math.exp(loss / 3), offset(0.1));
      assertThat(score.bitsPerByte()).isCloseTo(loss / 8 / Math.log(2), offset(1e-4));
    }
  }

  @Test
  void longDocumentsAreReadInWindows() throws IOException {
    Files.writeString(text, "abcdabcdabcdabcd abcd".repeat(3));
    try (DecoderEvaluation evaluation = DecoderEvaluation.load(bundle.toString(), null)) {
      RawFormat format = new RawFormat(TextLayout.RUNNING, null);
      PieceScore score =
          evaluation.score(text, format, TextFormat.Part.ALL, evaluation.windows(6, 2, null));
      // Of 21 characters 5 stand for two, ab.
      assertThat(score.pieces().predictions()).isEqualTo(48);
      assertThat(score.pieces().value()).isFinite().isGreaterThan(1);
      assertThatThrownBy(() -> evaluation.windows(9, null, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("[9]", "at most [8]", "[tiny]");
    }
  }

  @Test
  void memoryIsThatOfTheTrainingUnlessAnotherIsAskedFor() throws IOException {
    Files.writeString(text, "abcdabcdabc\nab\ndddddddddddddddddd\n");
    try (DecoderModel model =
        TinyDecoders.random(DecoderShapes.TRANSFORMER_XL, false, 5, TinyDecoders.END)) {
      model.files(TensorType.F32).write(bundle, model.manifest("xl").language("en").build());
    }
    RawFormat format = new RawFormat(TextLayout.LINES, null);
    try (DecoderEvaluation evaluation = DecoderEvaluation.load(bundle.toString(), null)) {
      SlidingWindows usual = evaluation.windows(null, null, null);
      assertThat(usual).isEqualTo(new SlidingWindows(5, 4, 24));
      assertThat(evaluation.windows(null, null, 0)).isEqualTo(new SlidingWindows(5, 2, 0));
      PieceScore remembered = evaluation.score(text, format, TextFormat.Part.ALL, usual);
      PieceScore forgotten =
          evaluation.score(text, format, TextFormat.Part.ALL, evaluation.windows(null, 4, 0));
      assertThat(remembered.pieces().predictions())
          .isEqualTo(forgotten.pieces().predictions())
          .isEqualTo(27);
      assertThat(remembered.pieces().loss()).isCloseTo(wholeLoss(), offset(1e-3));
      assertThat(Math.abs(forgotten.pieces().loss() - wholeLoss())).isGreaterThan(0.1);
      assertThatThrownBy(() -> evaluation.windows(null, 2, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("Memory [24]", "stride [2]", "stride [4]");
    }
  }

  /** The texts fit into the memory. */
  private double wholeLoss() throws IOException {
    double[] loss = new double[1];
    try (ModelBundle opened = ModelBundle.open(bundle);
        DecoderModel model = DecoderModel.read(opened, 0);
        Lanes lanes = Lanes.ofFloats(1)) {
      for (String document : Files.readAllLines(text)) {
        int[] pieces =
            IntStream.concat(IntStream.of(8), IntStream.of(model.pieces(document))).toArray();
        lanes.onLane(
            lane ->
                loss[0] +=
                    model.network().losses(lane.inference(), List.of(TextWindow.of(pieces)))[0]);
      }
    }
    return loss[0];
  }

  @Test
  void memoryNeedsRelativePositions() throws IOException {
    try (DecoderEvaluation evaluation = DecoderEvaluation.load(bundle.toString(), null)) {
      assertThatThrownBy(() -> evaluation.windows(null, null, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("Memory [3]", "[tiny]", "[LEARNED]");
    }
  }

  @Test
  void documentsAreWhatTheLayoutSays() throws IOException {
    Path file = Files.writeString(folder.resolve("layouts.txt"), "a  b\nc\n \n\nd\te\n");
    assertThat(documents(TextLayout.RUNNING, null, file)).containsExactly("a  b\nc\n \n\nd\te");
    assertThat(documents(TextLayout.LINES, null, file)).containsExactly("a  b", "c", "d\te");
    assertThat(documents(TextLayout.TOKENS, null, file)).containsExactly("a  b\nc", "d\te");
    assertThat(documents(TextLayout.LINES, 0, file)).containsExactly("a  b", "c", "d");
    assertThatThrownBy(() -> documents(TextLayout.LINES, 1, file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("Line [1]", "[1] columns");
  }

  private static List<String> documents(TextLayout layout, Integer column, Path file)
      throws IOException {
    return new RawFormat(layout, column).documents(file, TextFormat.Part.ALL);
  }
}
