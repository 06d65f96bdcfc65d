package org.neuralannotators.network.optimizer;

/**
 * How an optimizer treats a parameter.
 *
 * @param rateFactor by which its learning rate is multiplied; 0 freezes it
 * @param decays whether weight decay applies
 */
public record UpdateRule(double rateFactor, boolean decays) {
  /** The learning rate as it is, with weight decay. */
  public static final UpdateRule PLAIN = new UpdateRule(1, true);

  public UpdateRule {
    if (!(rateFactor >= 0)) {
      throw new IllegalArgumentException(
          "Factor [" + rateFactor + "] of a learning rate; expected 0 or more");
    }
  }
}
