package org.neuralannotators.train.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;
import org.neuralannotators.pretrain.MaskedSequence;
import org.neuralannotators.pretrain.PretrainingNetwork;
import org.neuralannotators.pretrain.PretrainingScore;

/** Scores a network in pretraining on text that it doesn't learn from. */
final class PretrainingEvaluation {
  /** Sequences that are scored at once: their masked pieces have a row of the vocabulary each. */
  private static final int BATCH = 8;

  private final PretrainingNetwork network;
  private final Lanes lanes;
  private final long seed;
  private final List<List<MaskedSequence>> batches = new ArrayList<>();
  private final List<String> metrics;

  /**
   * @param dev the text
   * @param lanes stay the caller's
   */
  PretrainingEvaluation(
      PretrainingConfig config, PretrainingNetwork network, List<MaskedSequence> dev, Lanes lanes) {
    this.network = network;
    this.lanes = lanes;
    seed = config.seed();
    for (int i = 0; i < dev.size(); i += BATCH) {
      batches.add(dev.subList(i, Math.min(i + BATCH, dev.size())));
    }
    metrics =
        switch (config.objective()) {
          case MASKED_LM -> List.of("maskedAccuracy", "perplexity");
          case NEXT_SENTENCE -> List.of("maskedAccuracy", "perplexity", "nextSentenceAccuracy");
          case SENTENCE_ORDER -> List.of("maskedAccuracy", "perplexity", "sentenceOrderAccuracy");
          case ELECTRA -> List.of("maskedAccuracy", "perplexity", "detectionAccuracy");
        };
  }

  /** The names of the scores. */
  List<String> metrics() {
    return metrics;
  }

  /** Whether there is text to score. */
  boolean hasText() {
    return !batches.isEmpty();
  }

  /** A score for each metric; NaN without text. */
  double[] scores() {
    PretrainingScore[] scores = new PretrainingScore[batches.size()];
    lanes.run(
        scores.length,
        (lane, i) ->
            scores[i] =
                network.evaluate(
                    Pass.inference(lane.kernels(), lane.workspace()),
                    batches.get(i),
                    new SplittableRandom(seed * 31 + i)));
    PretrainingScore all =
        Arrays.stream(scores).reduce(PretrainingScore.NONE, PretrainingScore::plus);
    double[] values = {all.pieces().accuracy(), all.pieces().perplexity(), all.others().accuracy()};
    return Arrays.copyOf(values, metrics.size());
  }
}
