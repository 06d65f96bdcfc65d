package org.neuralannotators.fillmask;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.head.BestPieces;
import org.neuralannotators.head.MaskedPieces;
import org.neuralannotators.tagger.SharedBatches;
import org.neuralannotators.tagger.TaggerOptions;

/** Fills masks by a model, in batches that concurrent callers share. Thread-safe. */
final class MaskFilling implements MaskFiller {
  private final OpenModel open;
  private final MaskedTexts texts;
  private final SharedBatches<MaskedPieces, List<BestPieces>> batches;

  /**
   * @param model is this one's from now on
   */
  MaskFilling(ModelManifest manifest, MaskedModel model, TaggerOptions options) {
    open = new OpenModel("masked language model", manifest, options.run(), model::close);
    texts = model.texts();
    batches =
        SharedBatches.ofLargeProducts(
            open.lanes(),
            options,
            sequence -> sequence.sequence().length(),
            (lane, sequences) -> model.best(lane.inference(), sequences));
  }

  @Override
  public List<List<Filling>> fill(List<String> given, int most) {
    open.requireOpen();
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

  @Override
  public String mask() {
    return texts.spelled();
  }

  @Override
  public ModelManifest manifest() {
    return open.manifest();
  }

  @Override
  public void close() {
    open.close();
  }
}
