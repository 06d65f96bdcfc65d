package org.neuralannotators.classify;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.SharedBatches;
import org.neuralannotators.tagger.TaggerOptions;

/**
 * Runs a model over sequences, in batches that concurrent callers share. Thread-safe, as long as
 * the model's parameters don't change.
 */
final class SequenceScoring {
  private final SharedBatches<PieceSequence, double[]> batches;

  SequenceScoring(EncoderHeadModel<?> model, Lanes lanes, TaggerOptions options) {
    batches =
        SharedBatches.ofLargeProducts(
            lanes,
            options,
            PieceSequence::length,
            (lane, sequences) -> model.scores(lane.inference(), sequences));
  }

  /** For each text the scores of each of its sequences. */
  List<List<double[]>> scores(List<List<PieceSequence>> texts) {
    List<double[]> all = batches.run(texts.stream().flatMap(List::stream).toList());
    List<List<double[]>> scores = new ArrayList<>(texts.size());
    int begin = 0;
    for (List<PieceSequence> text : texts) {
      scores.add(all.subList(begin, begin + text.size()));
      begin += text.size();
    }
    return scores;
  }
}
