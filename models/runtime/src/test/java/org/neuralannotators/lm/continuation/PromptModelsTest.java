package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.Lanes;

class PromptModelsTest {
  private static final PredictorOptions ONE = PredictorOptions.DEFAULT;
  private static final String BEGIN = "ab c dd ab ";
  private static final List<String> PROMPTS =
      List.of(BEGIN + "ca", BEGIN + "b", BEGIN + "dab cab", BEGIN + "ca");
  private static final List<String> CONTINUATIONS = List.of(" a", " ab", "é", " a d", "c");

  @TempDir private Path folder;

  private PromptModel open(DecoderModel model, PredictorOptions options) throws IOException {
    Path place = folder.resolve("tiny-" + model.spec().decoder().hashCode() + ".bundle");
    model.files(TensorType.F32).write(place, model.manifest("tiny").language("en").build());
    try (ModelBundle bundle = ModelBundle.open(place)) {
      return PromptModels.read(bundle, options);
    }
  }

  /** The same, each prompt and continuation read as a whole and for itself. */
  private static List<List<ContinuationScore>> alone(DecoderModel model, List<String> prompts) {
    List<List<ContinuationScore>> all = new ArrayList<>();
    try (Lanes lanes = Lanes.ofFloats(1)) {
      for (String prompt : prompts) {
        List<ContinuationScore> own = new ArrayList<>();
        for (String continuation : CONTINUATIONS) {
          int[] pieces = model.pieces(prompt + continuation);
          int context = model.pieces(prompt).length;
          lanes.onLane(
              lane ->
                  own.add(
                      new ContinuationScore(
                          -model.network()
                              .losses(lane.inference(), List.of(new TextWindow(pieces, context)))[
                              0],
                          pieces.length - context)));
        }
        all.add(own);
      }
    }
    return all;
  }

  private static void assertClose(
      List<List<ContinuationScore>> actual, List<List<ContinuationScore>> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      for (int j = 0; j < CONTINUATIONS.size(); j++) {
        ContinuationScore score = expected.get(i).get(j);
        assertThat(actual.get(i).get(j).pieces()).isEqualTo(score.pieces());
        assertThat(actual.get(i).get(j).logProbability())
            .isCloseTo(score.logProbability(), offset(1e-4));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void continuationsScoreAsIfEachWereReadForItself(DecoderShapes shape) throws IOException {
    try (DecoderModel model = TinyDecoders.random(shape, false, 64);
        PromptModel prompted = open(model, ONE)) {
      List<List<ContinuationScore>> expected = alone(model, PROMPTS);
      assertClose(prompted.scores(BEGIN, PROMPTS, CONTINUATIONS), expected);
      // The begin is there already.
      assertClose(prompted.scores(BEGIN, PROMPTS, CONTINUATIONS), expected);
      assertClose(prompted.scores("", PROMPTS, CONTINUATIONS), expected);
      assertClose(prompted.scores("dddd d d", PROMPTS, CONTINUATIONS), expected);
      assertThat(expected.get(0).stream().mapToInt(ContinuationScore::pieces))
          .containsExactly(2, 2, 2, 4, 1);
    }
  }

  @Test
  void smallBatchesChangeNothing() throws IOException {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.LLAMA, true, 64);
        PromptModel prompted = open(model, ONE.withRun(ONE.run().withBatchTokens(1)))) {
      assertClose(prompted.scores(BEGIN, PROMPTS, CONTINUATIONS), alone(model, PROMPTS));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GPT_2", "LLAMA", "MISTRAL", "LINEAR"})
  void aKeptBeginChangesNoContinuation(DecoderShapes shape) throws IOException {
    ContinuationOptions options = ContinuationOptions.DEFAULT.withLength(80);
    try (DecoderModel model = TinyDecoders.random(shape, true, 40);
        PromptModel prompted = open(model, ONE);
        Lanes lanes = Lanes.ofFloats(2)) {
      DecoderContinuation plain = new DecoderContinuation(model, lanes, 1000);
      for (ContinuationOptions each : List.of(options, options.withBeams(3, 1))) {
        List<Continuation> expected = plain.continueTexts(PROMPTS, each);
        assertThat(expected).anyMatch(Continuation::slid);
        assertThat(prompted.continueTexts(BEGIN, PROMPTS, each)).isEqualTo(expected);
        assertThat(prompted.continueTexts(BEGIN, PROMPTS, each)).isEqualTo(expected);
      }
    }
  }

  @Test
  void concurrentCallersWithMoreBeginsThanAreKeptGetTheSame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<String> begins =
        IntStream.range(0, 2 * KeptBegins.MOST).mapToObj(i -> "ab d".repeat(1 + i)).toList();
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.QWEN, false, 64);
        PromptModel prompted = open(model, ONE)) {
      List<List<List<ContinuationScore>>> expected =
          begins.stream().map(begin -> alone(model, List.of(begin + " c", begin + "b"))).toList();
      for (int round = 0; round < 5; round++) {
        List<Future<?>> found = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
          int at = i;
          String begin = begins.get(i);
          found.add(
              threads.submit(
                  () ->
                      assertClose(
                          prompted.scores(begin, List.of(begin + " c", begin + "b"), CONTINUATIONS),
                          expected.get(at))));
        }
        for (Future<?> each : found) {
          each.get();
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void lastPiecesOfAPromptThatAContinuationChangesCountAsItsOwn() {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.LLAMA, false, 16)) {
      // "ab" is one piece.
      PromptedPieces pieces = PromptedPieces.of(model, "ca", List.of("b", "c"));
      assertThat(pieces.prompt()).containsExactly(2);
      assertThat(pieces.continuations()).containsExactly(new int[] {7}, new int[] {0, 2});
      assertThat(pieces.longest()).isEqualTo(2);
      assertThat(pieces.total()).isEqualTo(4);
    }
  }

  @Test
  void whatCannotBeScoredIsSaid() throws IOException {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.LLAMA, false, 6);
        PromptModel prompted = open(model, ONE)) {
      assertThat(prompted.maximumLength()).isEqualTo(6);
      assertThat(prompted.length("cdcd", List.of("ab", "cdc"))).isEqualTo(6);
      assertThat(prompted.length("cdcd", List.of())).isEqualTo(4);
      assertThat(prompted.pieceEnds("cabé")).containsExactly(1, 3, 4, 4);
      assertThat(prompted.scores("", List.of("cdcd"), List.of("cdc")).get(0)).hasSize(1);
      refused(prompted, "cdcd", List.of("cdcd"), "[7] pieces", "at most [6]");
      refused(prompted, "a", List.of("b"), "prompt [a] has no pieces of its own before [b]");
      refused(prompted, "a", List.of(), "continuations are []");
      refused(prompted, "a", List.of("c", ""), "none without text");
    }
  }

  private static void refused(
      PromptModel model, String prompt, List<String> continuations, String... parts) {
    assertThatThrownBy(() -> model.scores("", List.of(prompt), continuations))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void noPromptsHaveNoScores() throws IOException {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.LLAMA, false, 6);
        PromptModel prompted = open(model, ONE)) {
      assertThat(prompted.scores("", Collections.emptyList(), List.of("a"))).isEmpty();
      assertThat(prompted.continueTexts("", List.of(), ContinuationOptions.DEFAULT)).isEmpty();
    }
  }
}
