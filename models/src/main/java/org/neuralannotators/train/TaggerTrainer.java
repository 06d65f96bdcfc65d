package org.neuralannotators.train;

import java.nio.file.Path;

/** Placeholder: trains a tagger. */
@SuppressWarnings("DoNotCallSuggester")
public final class TaggerTrainer {
  private TaggerTrainer() {}

  /** Trains as the configuration says. */
  public static TrainingResult train(Path config, Path out, boolean resume) {
    throw new UnsupportedOperationException("TaggerTrainer.train [" + config + ", " + out + "]");
  }
}
