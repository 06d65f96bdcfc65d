package org.neuralannotators.lm.continuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuralannotators.lm.Largest;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.continuation.Continuation.Reason;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Lanes;

class DecoderContinuationTest {
  private static final ContinuationOptions GREEDY = ContinuationOptions.DEFAULT.withLength(9);
  private static final ContinuationOptions DRAWN = GREEDY.withSampling(new Sampling(0.9, 0, 1), 3);
  private static final List<String> PROMPTS =
      List.of("ab c", "é", "d d d d", "abba cc", "ab c", "b");

  private final Lanes lanes = Lanes.ofFloats(2);

  @AfterEach
  void free() {
    lanes.close();
  }

  private List<Continuation> write(
      DecoderModel model, int batch, ContinuationOptions options, String... prompts) {
    return new DecoderContinuation(model, lanes, batch).continueTexts(List.of(prompts), options);
  }

  /** The likeliest piece behind what is read, read anew. */
  private int likeliest(DecoderModel model, int[] read) {
    int[] likeliest = new int[1];
    lanes.onLane(
        lane ->
            likeliest[0] =
                Largest.of(
                    model.network().decode(lane.inference(), 1).read(List.of(read)).toDoubles(), 1)[
                    0]);
    return likeliest[0];
  }

  /** What greedy search finds that reads everything anew for each piece. */
  private String greedy(DecoderModel model, String prompt, int length) {
    int[] read = model.pieces(prompt);
    int[] made = new int[length];
    for (int i = 0; i < length; i++) {
      int maximum = model.spec().decoder().longestText();
      if (read.length > maximum) {
        read = Arrays.copyOfRange(read, read.length - maximum / 2, read.length);
      }
      made[i] = likeliest(model, read);
      read = Arrays.copyOf(read, read.length + 1);
      read[read.length - 1] = made[i];
    }
    String text = model.tokenizer().tokenizer().decode(made);
    return text.replaceAll("\uFFFD+$", "");
  }

  @ParameterizedTest
  @EnumSource
  void eachPieceIsTheLikeliest(DecoderShapes shape) {
    try (DecoderModel model = TinyDecoders.random(shape, false, 32)) {
      for (Continuation text : write(model, 100, GREEDY, "ab c", "ab c")) {
        assertThat(text)
            .isEqualTo(new Continuation(greedy(model, "ab c", 9), Reason.LENGTH, 9, false));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GPT_2", "LLAMA", "MISTRAL"})
  void longTextsSlide(DecoderShapes shape) {
    try (DecoderModel model = TinyDecoders.random(shape, false, 7)) {
      List<Continuation> texts =
          write(model, 100, GREEDY.withLength(20), "ab c", "b", "abcdabcdabcdabcd");
      assertThat(texts)
          .extracting(Continuation::text)
          .containsExactly(
              greedy(model, "ab c", 20),
              greedy(model, "b", 20),
              greedy(model, "abcdabcdabcdabcd", 20));
      assertThat(texts).allMatch(Continuation::slid);
      assertThat(write(model, 100, GREEDY.withLength(5), "ab c").get(0).slid()).isFalse();
    }
  }

  @Test
  void withAMemoryLongTextsGoOn() {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.TRANSFORMER_XL, false, 7)) {
      List<Continuation> texts =
          write(model, 100, GREEDY.withLength(60), "ab c", "abcdabcdabcdabcd".repeat(4));
      assertThat(texts)
          .extracting(Continuation::text)
          .containsExactly(
              greedy(model, "ab c", 60), greedy(model, "abcdabcdabcdabcd".repeat(4), 60));
      assertThat(texts).noneMatch(Continuation::slid);
      assertThat(write(model, 100, GREEDY.withLength(60).withBeams(3, 1), "ab c").get(0).pieces())
          .isEqualTo(60);
    }
  }

  static Stream<ContinuationOptions> searches() {
    return Stream.of(GREEDY, DRAWN, GREEDY.withRepetitionPenalty(1.5), GREEDY.withBeams(3, 1));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void whatIsInABatchChangesNothing(ContinuationOptions options) {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.LLAMA, false, 9, 3)) {
      String[] prompts = PROMPTS.toArray(String[]::new);
      List<Continuation> together = write(model, 10_000, options, prompts);
      assertThat(write(model, 1, options, prompts)).isEqualTo(together);
      assertThat(write(model, 40, options, prompts)).isEqualTo(together);
      for (int i = 0; i < 4; i++) {
        assertThat(write(model, 40, options, prompts[i])).containsExactly(together.get(i));
      }
      // Some leave the batch before others.
      assertThat(together.stream().map(Continuation::pieces).distinct()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void anotherSeedDrawsAnotherText() {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.QWEN, false, 64)) {
      ContinuationOptions options = DRAWN.withLength(30);
      List<Continuation> twice = write(model, 1000, options, "ab", "ab");
      assertThat(write(model, 1000, options, "ab", "ab")).isEqualTo(twice);
      assertThat(twice.get(0)).isNotEqualTo(twice.get(1));
      assertThat(write(model, 1000, options.withSampling(options.sampling(), 4), "ab"))
          .doesNotContain(twice.get(0));
    }
  }

  @Test
  void partsThatAListenerGetsAreTheText() {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.QWEN, false, 16)) {
      for (ContinuationOptions options :
          List.of(DRAWN.withLength(40), GREEDY.withStops(List.of("zz")), GREEDY.withBeams(2, 1))) {
        List<String> parts = new ArrayList<>();
        Continuation text =
            new DecoderContinuation(model, lanes, 100).continueText("ab", options, parts::add);
        assertThat(text.text()).isNotEmpty().isEqualTo(String.join("", parts));
        assertThat(write(model, 100, options, "ab")).containsExactly(text);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void beamSearchFindsATextThatIsNoLessProbable(DecoderShapes shape) {
    try (DecoderModel model = TinyDecoders.random(shape, false, 16)) {
      double greedy = logProbability(model, 1);
      double beams = logProbability(model, 6);
      assertThat(beams).isGreaterThanOrEqualTo(greedy - 1e-4);
    }
  }

  private double logProbability(DecoderModel model, int beams) {
    ContinuationOptions options = GREEDY.withLength(5).withBeams(beams, 0);
    Context context = new Context(16, model.begin());
    int[] prompt = model.pieces("ab c");
    TextWriter writer = new TextWriter(model, context, prompt, options);
    BeamText beam = new BeamText(writer, options, part -> {});
    DrawnText drawn = new DrawnText(writer, options, new SplittableRandom(1), part -> {});
    double[] loss = new double[1];
    lanes.onLane(
        lane -> {
          new BatchContinuation(model.network(), context)
              .run(lane.inference(), List.of(beams > 1 ? beam : drawn));
          int[] pieces = beams > 1 ? beam.pieces() : drawn.pieces();
          loss[0] =
              model.network()
                  .losses(lane.inference(), List.of(new TextWindow(pieces, prompt.length)))[0];
        });
    return -loss[0];
  }

  @Test
  void whatTheTokenizerPutsBeforeATextIsReadFirst() {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.LLAMA, true, 32);
        DecoderModel without = TinyDecoders.random(DecoderShapes.LLAMA, false, 32, 8, 3)) {
      assertThat(model.pieces("ab c")).containsExactly(8, 7, 4, 2);
      assertThat(model.begin()).containsExactly(8);
      assertThat(without.begin()).isEmpty();
      String begun = greedy(model, "", 9);
      assertThat(write(model, 100, GREEDY, ""))
          .extracting(Continuation::text)
          .containsExactly(begun);
      // An empty prompt is read as the first end.
      String other = write(without, 100, GREEDY, "").get(0).text();
      assertThat(begun).startsWith(other);
    }
  }

  @Test
  void aTextThatSlidesKeepsWhatIsBeforeTexts() {
    Context context = new Context(6, new int[] {8});
    assertThat(context.of(IntStream.range(0, 6).toArray())).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(context.of(IntStream.range(0, 7).toArray())).containsExactly(8, 5, 6);
    assertThat(new Context(2, new int[] {8}).of(new int[] {1, 2, 3})).containsExactly(3);
  }

  @Test
  void anEmptyPromptNeedsAPieceToBeginWith() {
    try (DecoderModel model = TinyDecoders.random(DecoderShapes.LLAMA, false, 32)) {
      assertThatThrownBy(() -> write(model, 100, GREEDY, "a", ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("[] has no pieces", "expected");
      assertThat(write(model, 100, GREEDY)).isEmpty();
    }
  }
}
