package org.neuralannotators.train.config;

/**
 * The learning rate over the epochs.
 *
 * @param initial the highest rate
 * @param schedule how it falls
 * @param decay of {@link Schedule#INVERSE_TIME}
 * @param warmup share of all epochs in which the rate first rises from 0 in a line
 * @param floor the lowest rate, of {@link Schedule#COSINE}
 */
public record LearningRate(
    double initial, Schedule schedule, double decay, double warmup, double floor) {
  /** How the rate falls. */
  public enum Schedule {
    /** It doesn't. */
    CONSTANT,
    /** {@code initial / (1 + decay * epoch)}, as Ma and Hovy 2016. */
    INVERSE_TIME,
    /** In a line to 0 at the last epoch. */
    LINEAR,
    /** With the root of the epoch from the end of the warm-up on (Vaswani et al. 2017). */
    INVERSE_SQUARE_ROOT,
    /**
     * From the end of the warm-up to the floor at the last epoch, by half a wave (Loshchilov and
     * Hutter 2017, equation 5).
     */
    COSINE
  }

  public LearningRate {
    if (!(initial > 0)) {
      throw new IllegalArgumentException(
          "training.learningRate.initial [" + initial + "]; expected more than 0");
    }
    schedule = schedule == null ? Schedule.CONSTANT : schedule;
    if (!(floor >= 0 && floor <= initial) || (floor > 0 && schedule != Schedule.COSINE)) {
      throw new IllegalArgumentException(
          "training.learningRate.floor [%s] with the initial rate [%s] and the schedule [%s]; expected from 0 to the initial rate, with the schedule [COSINE] alone"
              .formatted(floor, initial, schedule));
    }
    if (schedule == Schedule.COSINE && !(warmup >= 0 && warmup < 1)) {
      throw new IllegalArgumentException(
          "training.learningRate.warmup ["
              + warmup
              + "] with the schedule [COSINE]; expected from 0 to less than 1");
    }
    if (schedule == Schedule.INVERSE_SQUARE_ROOT && !(warmup > 0)) {
      throw new IllegalArgumentException(
          "training.learningRate.warmup ["
              + warmup
              + "] with the schedule [INVERSE_SQUARE_ROOT]; expected more than 0");
    }
  }

  /**
   * The rate of a step.
   *
   * @param epoch epochs since the beginning, with the fraction of the present one
   * @param epochs in all
   */
  public double at(double epoch, int epochs) {
    double risen = warmup > 0 ? Math.min(1, epoch / (warmup * epochs)) : 1;
    double fallen =
        switch (schedule) {
          case CONSTANT -> 1;
          case INVERSE_TIME -> 1 / (1 + decay * Math.floor(epoch));
          case LINEAR -> Math.max(0, 1 - epoch / epochs);
          case INVERSE_SQUARE_ROOT -> Math.sqrt(Math.min(1, warmup * epochs / epoch));
          case COSINE -> cosine(epoch / epochs);
        };
    return initial * risen * fallen;
  }

  /** What is left of the highest rate behind a share of all epochs. */
  private double cosine(double share) {
    double wave = Math.max(0, share - warmup) / (1 - warmup);
    double least = floor / initial;
    return least + (1 - least) * (1 + Math.cos(Math.PI * wave)) / 2;
  }
}
