package org.neuralannotators.embed.sentence;

import java.util.List;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.model.SharedBatches;
import org.neuralannotators.network.Lanes;

/** Embeds texts by a model, in batches that concurrent callers share. Thread-safe. */
final class SentenceEmbedding {
  private final SentenceTexts texts;
  private final SharedBatches<PieceSequence, float[]> batches;
  private final int dimension;

  /**
   * @param model stays the caller's
   * @param prompt as for {@link SentenceEmbedders#load(String, PredictorOptions, String)}
   * @param lanes stay the caller's
   */
  SentenceEmbedding(SentenceModel model, String prompt, Lanes lanes, PredictorOptions options) {
    texts = model.texts(prompt);
    dimension = model.architecture().dimension();
    batches =
        SharedBatches.ofLargeProducts(
            lanes,
            options,
            PieceSequence::length,
            (pass, sequences) -> model.embed(pass, sequences, texts.skipped()));
  }

  /** As {@link SentenceEmbedder#embed}. */
  float[][] embed(List<String> given) {
    return batches.run(given.stream().map(texts::read).toList()).toArray(float[][]::new);
  }

  /** As {@link SentenceEmbedder#dimension}. */
  int dimension() {
    return dimension;
  }
}
