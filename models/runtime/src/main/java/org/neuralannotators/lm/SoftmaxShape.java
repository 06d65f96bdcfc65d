package org.neuralannotators.lm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.network.AdaptiveSoftmax;
import org.neuralannotators.network.Parameters;

/**
 * The shape of an {@link AdaptiveSoftmax}.
 *
 * @param cutoffs the first word of each cluster; none for the full softmax
 * @param factor by which each cluster's projection is smaller than the one before; 4 by default
 */
public record SoftmaxShape(List<Integer> cutoffs, int factor) {
  /** The file of a bundle that keeps it. */
  static final String FILE = "softmax.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEFAULT_FACTOR = 4;

  public SoftmaxShape {
    cutoffs = cutoffs == null ? List.of() : List.copyOf(cutoffs);
    factor = factor == 0 ? DEFAULT_FACTOR : factor;
    if (factor < 1) {
      throw new IllegalArgumentException(
          "[factor] of the softmax is [" + factor + "]; expected at least 1");
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws BundleException when the file doesn't describe a softmax
   */
  static SoftmaxShape read(ModelBundle bundle) throws BundleException {
    try {
      return JSON.readValue(
          new String(bundle.bytes(FILE), StandardCharsets.UTF_8), SoftmaxShape.class);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "[%s] of [%s] doesn't describe a softmax: %s. Get the bundle again"
              .formatted(FILE, bundle.location(), e.getOriginalMessage()),
          e);
    }
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  AdaptiveSoftmax layer(Parameters parameters, int inputs, int words) {
    return new AdaptiveSoftmax(parameters, "output", inputs, words, cutoffs, factor);
  }
}
