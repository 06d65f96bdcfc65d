package org.neuralannotators.fillmask;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.head.BestPieces;
import org.neuralannotators.head.MaskedPieces;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.model.SharedBatches;
import org.neuralannotators.network.Lanes;

/** Fills masks by a model, in batches that concurrent callers share. Thread-safe. */
final class MaskFilling {
  private final MaskedTexts texts;
  private final SharedBatches<MaskedPieces, List<BestPieces>> batches;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   */
  MaskFilling(MaskedModel model, Lanes lanes, PredictorOptions options) {
    texts = model.texts();
    batches =
        SharedBatches.ofLargeProducts(
            lanes, options, sequence -> sequence.sequence().length(), model::best);
  }

  /** As {@link MaskFiller#fill}. */
  List<List<Filling>> fill(List<String> given, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "At most [" + most + "] pieces for a mask; expected 1 or more");
    }
    List<MaskedTexts.Text> read = given.stream().map(texts::read).toList();
    List<BestPieces> best =
        batches
            .run(read.stream().flatMap(text -> texts.sequences(text, most).stream()).toList())
            .stream()
            .flatMap(List::stream)
            .toList();
    List<List<Filling>> fillings = new ArrayList<>();
    int next = 0;
    for (MaskedTexts.Text text : read) {
      List<Filling> own = new ArrayList<>();
      for (int number = 0; number < text.masks().length; number++) {
        own.addAll(texts.fillings(text, number, best.get(next++)));
      }
      fillings.add(own);
    }
    return fillings;
  }

  /** As {@link MaskFiller#mask}. */
  String mask() {
    return texts.spelled();
  }
}
