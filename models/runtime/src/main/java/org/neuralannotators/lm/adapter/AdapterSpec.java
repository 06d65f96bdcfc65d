package org.neuralannotators.lm.adapter;

import static org.neuralannotators.network.Measures.requirePositive;

import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.NetworkWeights;

/**
 * What the manifest of an adapter says of its numbers.
 *
 * @param base the decoder to whose weights it is added
 * @param rank of what is added to each matrix
 * @param alpha what is added is multiplied by {@code alpha / rank}
 * @param matrices the names of the decoder's matrices to which something is added, at least one
 */
public record AdapterSpec(Base base, int rank, double alpha, List<String> matrices) {
  /** The kind that the bundle's manifest names. */
  public static final String KIND = "decoder-adapter";

  public AdapterSpec {
    requirePositive("rank", rank);
    if (base == null || !(alpha > 0) || matrices == null || matrices.isEmpty()) {
      throw new IllegalArgumentException(
          "base [%s], alpha [%s], matrices %s; expected all of them, and alpha above 0"
              .formatted(base, alpha, matrices));
    }
    matrices = List.copyOf(matrices);
  }

  /**
   * A decoder's bundle.
   *
   * @param name the bundle's
   * @param weights the SHA-256 of its weights' file, in hexadecimal
   */
  public record Base(String name, String weights) {
    /** The one that a manifest describes. */
    public static Base of(ModelManifest manifest) {
      return new Base(manifest.name(), manifest.files().get(NetworkWeights.FILE));
    }
  }
}
