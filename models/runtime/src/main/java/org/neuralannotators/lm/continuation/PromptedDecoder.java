package org.neuralannotators.lm.continuation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.model.SharedBatches;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Workspace;

/** Reads prompts by a model. Thread-safe. */
final class PromptedDecoder {
  private final DecoderModel model;
  private final KeptBegins begins;
  private final DecoderContinuation continuation;
  private final SharedBatches<Asked, double[]> batches;

  /**
   * @param model stays the caller's
   * @param begins stay the caller's
   * @param lanes stay the caller's
   */
  PromptedDecoder(DecoderModel model, KeptBegins begins, Lanes lanes, PredictorOptions options) {
    this.model = model;
    this.begins = begins;
    continuation = new DecoderContinuation(model, lanes, options.run().batchTokens());
    batches =
        SharedBatches.ofLargeProducts(lanes, options, asked -> asked.pieces().total(), this::score);
  }

  /**
   * A prompt whose continuations are scored.
   *
   * @param begin pieces that are kept, as a list so that it compares
   */
  private record Asked(List<Integer> begin, PromptedPieces pieces) {}

  /** As {@link PromptModel#scores}. */
  List<List<ContinuationScore>> scores(
      String begin, List<String> prompts, List<String> continuations) {
    if (continuations.isEmpty() || continuations.contains("")) {
      throw new IllegalArgumentException(
          "The continuations are %s; expected at least one, and none without text"
              .formatted(continuations));
    }
    List<Integer> first = IntStream.of(model.pieces(begin)).boxed().toList();
    List<Asked> asked =
        prompts.stream().map(prompt -> new Asked(first, pieces(prompt, continuations))).toList();
    List<double[]> sums = batches.run(asked);
    List<List<ContinuationScore>> scores = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      scores.add(scores(sums.get(i), asked.get(i).pieces().continuations()));
    }
    return scores;
  }

  private static List<ContinuationScore> scores(double[] sums, List<int[]> continuations) {
    return IntStream.range(0, sums.length)
        .mapToObj(i -> new ContinuationScore(sums[i], continuations.get(i).length))
        .toList();
  }

  private PromptedPieces pieces(String prompt, List<String> continuations) {
    PromptedPieces pieces = PromptedPieces.of(model, prompt, continuations);
    if (pieces.longest() > maximumLength()) {
      throw new IllegalArgumentException(
          "A prompt has [%d] pieces with its longest continuation; expected at most [%d], as many as the model reads at once"
              .formatted(pieces.longest(), maximumLength()));
    }
    return pieces;
  }

  /** Those with the same begin at once. */
  private List<double[]> score(Pass pass, List<Asked> asked) {
    double[][] sums = new double[asked.size()][];
    IntStream.range(0, asked.size())
        .boxed()
        .collect(Collectors.groupingBy(i -> asked.get(i).begin()))
        .forEach(
            (begin, places) -> {
              List<PromptedPieces> prompts =
                  places.stream().map(place -> asked.get(place).pieces()).toList();
              Workspace.Mark mark = pass.workspace().mark();
              int[] first = begin.stream().mapToInt(Integer::intValue).toArray();
              List<double[]> found = new BatchScoring(reader(first)).run(pass, prompts);
              pass.workspace().release(mark);
              for (int i = 0; i < found.size(); i++) {
                sums[places.get(i)] = found.get(i);
              }
            });
    return List.of(sums);
  }

  private BegunTexts.Reader reader(int[] begin) {
    return (pass, texts) -> begins.read(pass, begin, texts);
  }

  /** As {@link PromptModel#continueTexts}. */
  List<Continuation> continueTexts(
      String begin, List<String> prompts, ContinuationOptions options) {
    return continuation.continueTexts(prompts, options, reader(model.pieces(begin)));
  }

  /** As {@link PromptModel#length}. */
  int length(String prompt, List<String> continuations) {
    return continuations.isEmpty()
        ? model.pieces(prompt).length
        : PromptedPieces.of(model, prompt, continuations).longest();
  }

  /** As {@link PromptModel#maximumLength}. */
  int maximumLength() {
    return model.spec().decoder().maximumPositions();
  }

  /** As {@link PromptModel#pieceEnds}. */
  int[] pieceEnds(String text) {
    return model.tokenizer().tokenizer().encode(text).ends();
  }
}
