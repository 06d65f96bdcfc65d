package org.neuralannotators.embed;

/** The mean of vectors, such as those of a sentence's tokens. */
public final class MeanVector {
  private MeanVector() {}

  /**
   * The mean, added up in double precision.
   *
   * @param vectors at least one, all of one length
   */
  public static float[] of(float[][] vectors) {
    float[] mean = new float[vectors[0].length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (float[] vector : vectors) {
        sum += vector[i];
      }
      mean[i] = (float) (sum / vectors.length);
    }
    return mean;
  }
}
