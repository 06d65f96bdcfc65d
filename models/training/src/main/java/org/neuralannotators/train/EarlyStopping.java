package org.neuralannotators.train;

/**
 * Decides when training has stopped to help: after so many epochs without a better score.
 * Immutable, and as a record fit for a checkpoint.
 *
 * @param patience epochs without a better score after which to stop, at least 1
 * @param epoch epochs finished so far
 * @param bestEpoch the epoch of the best score, from 1; 0 before there is any
 * @param bestScore the best score; 0 before there is any
 */
public record EarlyStopping(int patience, int epoch, int bestEpoch, double bestScore) {
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException("Patience [" + patience + "], expected at least 1 epoch");
    }
  }

  /** Before the first epoch. */
  public static EarlyStopping withPatience(int epochs) {
    return new EarlyStopping(epochs, 0, 0, 0);
  }

  /** The state after one more epoch; a score that isn't a number is never better. */
  public EarlyStopping after(double score) {
    boolean better = bestEpoch == 0 ? !Double.isNaN(score) : score > bestScore;
    return better
        ? new EarlyStopping(patience, epoch + 1, epoch + 1, score)
        : new EarlyStopping(patience, epoch + 1, bestEpoch, bestScore);
  }

  /** Whether the last epoch was the best. */
  public boolean improved() {
    return epoch > 0 && epoch == bestEpoch;
  }

  public boolean shouldStop() {
    return epoch - bestEpoch >= patience;
  }
}
