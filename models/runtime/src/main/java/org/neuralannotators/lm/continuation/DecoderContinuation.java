package org.neuralannotators.lm.continuation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.network.Lanes;

/** Continues texts by a model, in batches of similar length. Thread-safe. */
final class DecoderContinuation {
  private final DecoderModel model;
  private final Lanes lanes;
  private final int batchTokens;
  private final Context context;
  private final BatchContinuation batches;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   * @param batchTokens the most pieces that the texts of a batch may have; a single one may be
   *     longer
   */
  DecoderContinuation(DecoderModel model, Lanes lanes, int batchTokens) {
    this.model = model;
    this.lanes = lanes;
    this.batchTokens = batchTokens;
    context = new Context(model.spec().decoder().longestText(), model.begin());
    batches = new BatchContinuation(model.network(), context);
  }

  /** As {@link TextContinuer#continueTexts}. */
  List<Continuation> continueTexts(List<String> prompts, ContinuationOptions options) {
    return continueTexts(prompts, options, batches);
  }

  /** The same, of texts that are read in another way. */
  List<Continuation> continueTexts(
      List<String> prompts, ContinuationOptions options, BegunTexts.Reader reader) {
    return continueTexts(prompts, options, new BatchContinuation(reader, context));
  }

  private List<Continuation> continueTexts(
      List<String> prompts, ContinuationOptions options, BatchContinuation how) {
    List<GrowingText> texts = new ArrayList<>();
    Map<String, Integer> times = new HashMap<>();
    for (String prompt : prompts) {
      int before = times.merge(prompt, 1, Integer::sum) - 1;
      texts.add(begin(prompt, before, options, part -> {}));
    }
    List<List<GrowingText>> parts = parts(texts, options);
    if (parts.size() == 1) {
      lanes.onLaneWithHelp(lane -> run(lane, parts.get(0), options, how));
    } else {
      lanes.run(parts.size(), (lane, number) -> run(lane, parts.get(number), options, how));
    }
    return texts.stream().map(GrowingText::continuation).toList();
  }

  /** As {@link TextContinuer#continueText}. */
  Continuation continueText(String prompt, ContinuationOptions options, Consumer<String> listener) {
    GrowingText text = begin(prompt, 0, options, listener);
    lanes.onLaneWithHelp(lane -> run(lane, List.of(text), options, batches));
    return text.continuation();
  }

  /**
   * @param before how many equal prompts there were
   */
  private GrowingText begin(
      String prompt, int before, ContinuationOptions options, Consumer<String> listener) {
    TextWriter writer = new TextWriter(model, context, pieces(prompt), options);
    return options.beams() > 1
        ? new BeamText(writer, options, listener)
        : new DrawnText(writer, options, random(prompt, before, options.seed()), listener);
  }

  private static SplittableRandom random(String prompt, int before, long seed) {
    return new SplittableRandom(31 * (31 * seed + prompt.hashCode()) + before);
  }

  private int[] pieces(String prompt) {
    int[] pieces = model.pieces(prompt);
    if (pieces.length > 0) {
      return pieces;
    }
    if (model.spec().ends().isEmpty()) {
      throw new IllegalArgumentException(
          "The prompt [%s] has no pieces; expected some, as no piece begins or ends texts"
              .formatted(prompt));
    }
    return new int[] {model.spec().ends().get(0)};
  }

  /** The longest first, so that no lane is left with them in the end. */
  private List<List<GrowingText>> parts(List<GrowingText> texts, ContinuationOptions options) {
    List<GrowingText> order =
        texts.stream()
            .sorted(Comparator.comparingLong((GrowingText text) -> room(text, options)).reversed())
            .toList();
    List<List<GrowingText>> parts = new ArrayList<>();
    for (int from = 0; from < order.size(); ) {
      long most = Math.max(1, batchTokens / room(order.get(from), options));
      int to = (int) Math.min(order.size(), from + most);
      parts.add(order.subList(from, to));
      from = to;
    }
    return parts;
  }

  /** How many pieces may be read of a text at once, in all of its beams. */
  private long room(GrowingText text, ContinuationOptions options) {
    long pieces = (long) text.rows().get(0).length + options.length();
    return options.beams() * Math.min(context.maximum(), pieces);
  }

  private void run(
      Lanes.Lane lane,
      List<GrowingText> texts,
      ContinuationOptions options,
      BatchContinuation how) {
    long pieces = texts.stream().mapToLong(text -> room(text, options)).sum();
    lane.infer(
        pieces,
        batchTokens,
        pass -> {
          how.run(pass, texts);
          return texts;
        });
  }
}
