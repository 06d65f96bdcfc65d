package org.neuralannotators.corenlp;

import java.util.List;
import java.util.function.Supplier;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/** A {@link ReloadingModel} that tags. */
final class ReloadingTagger {
  private final ReloadingModel<SequenceTagger> model;

  /** Loads the tagger, so that a model that is missing is found out now. */
  ReloadingTagger(Supplier<SequenceTagger> loader) {
    model = new ReloadingModel<>(loader, SequenceTagger::close);
  }

  List<Tagging> tag(List<List<String>> sentences) {
    return model.use(tagger -> tagger.tag(sentences));
  }

  void release() {
    model.release();
  }
}
