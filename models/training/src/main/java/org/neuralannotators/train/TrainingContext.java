package org.neuralannotators.train;

import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.network.Lanes;

/**
 * What a training gives its recipe.
 *
 * @param files beside the bundle
 * @param lanes for scores; they stay the trainer's
 * @param reporter tells people
 */
public record TrainingContext(TrainingFiles files, Lanes lanes, TrainingReporter reporter) {
  /** Adds a score to a manifest, and says it as a percentage. */
  public void addShare(ModelManifestBuilder manifest, String data, String metric, double share) {
    manifest.score(data, metric, share);
    reporter.say("%s: %s %.2f".formatted(data, metric, 100 * share));
  }
}
