package org.neuralannotators.embed;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.text.ReadTokens;

/** The mean of vectors, such as those of a sentence's tokens. */
public final class MeanVector {
  private MeanVector() {}

  /**
   * The mean of the tokens' vectors, blank tokens apart, which have none of their own; zeros where
   * all are blank.
   *
   * @param tokens at least one
   * @param vectors as many
   */
  public static float[] of(List<String> tokens, float[][] vectors) {
    float[][] own =
        IntStream.range(0, vectors.length)
            .filter(i -> !ReadTokens.isBlank(tokens.get(i)))
            .mapToObj(i -> vectors[i])
            .toArray(float[][]::new);
    return own.length == 0 ? new float[vectors[0].length] : of(own);
  }

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
