package org.neuralannotators.train;

/** A training whose numbers broke down; the message says where and what to do. */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergenceException(String found) {
    super(
        "Training broke down: "
            + found
            + ". Lower [training.learningRate.initial], set [training.optimizer.clipNorm], or look"
            + " for numbers that aren't finite in what it starts from");
  }
}
