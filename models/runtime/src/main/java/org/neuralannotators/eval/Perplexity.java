package org.neuralannotators.eval;

/**
 * How well a language model predicts: the exponential of the mean negative logarithm of the
 * probabilities that it gives.
 *
 * @param loss the sum of the negative natural logarithms
 * @param predictions how many there were, ends of sentences among them
 */
public record Perplexity(double loss, long predictions) {
  /** Of no predictions. */
  public static final Perplexity NONE = new Perplexity(0, 0);

  /** Of both. */
  public Perplexity plus(Perplexity other) {
    return new Perplexity(loss + other.loss, predictions + other.predictions);
  }

  /** The perplexity; NaN without predictions. */
  public double value() {
    return Math.exp(loss / predictions);
  }
}
