package org.neuralannotators.pretrain;

/**
 * How pieces are masked (Devlin et al. 2018, appendix A.1).
 *
 * @param share of the pieces that are to be predicted
 * @param mask share of those in whose place is {@code [MASK]}
 * @param random share of those in whose place is a random piece; the others stay
 * @param wholeWords whether all pieces of a word are chosen together
 */
public record Masking(double share, double mask, double random, boolean wholeWords) {
  public Masking {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "[masking.share] is [" + share + "]; expected more than 0 and less than 1");
    }
    if (!(mask >= 0 && random >= 0 && mask + random <= 1)) {
      throw new IllegalArgumentException(
          "[masking.mask] is [%s] and [masking.random] is [%s]; expected shares of together at most 1"
              .formatted(mask, random));
    }
  }
}
