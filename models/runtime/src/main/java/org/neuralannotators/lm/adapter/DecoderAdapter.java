package org.neuralannotators.lm.adapter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.lowrank.LowRankProducts;

/**
 * The adapter of a decoder, as a bundle holds it: the file {@code weights.safetensors} with both
 * factors of each product. Immutable and so thread-safe, as long as its bundle is open.
 *
 * @param bundle its bundle
 * @param spec how it is made
 */
record DecoderAdapter(ModelBundle bundle, AdapterSpec spec) {
  /**
   * The adapter of a bundle.
   *
   * @param bundle stays the caller's
   * @throws BundleException when it is of another kind
   */
  static DecoderAdapter of(ModelBundle bundle) throws BundleException {
    bundle.requireKind(AdapterSpec.KIND);
    return new DecoderAdapter(bundle, ManifestParts.network(bundle, AdapterSpec.class));
  }

  /**
   * Reads a decoder to use it with this adapter: its sums are as exact as single precision is.
   *
   * @param base the decoder's bundle
   * @throws BundleException when it is another one than this adapter is for, or one of the two is
   *     damaged
   */
  DecoderModel readFrozen(ModelBundle base) throws IOException {
    AdapterSpec.Base given = AdapterSpec.Base.of(base.manifest());
    if (!spec.base().weights().equals(given.weights())) {
      throw new BundleException(
          "The adapter [%s] is for the decoder [%s] with weights of the checksum [%s], but [%s] is [%s] with [%s]; expected the decoder with which it was trained"
              .formatted(
                  bundle.location(),
                  spec.base().name(),
                  spec.base().weights(),
                  base.location(),
                  given.name(),
                  given.weights()));
    }
    DecoderModel model = DecoderModel.readFrozen(base);
    try {
      addTo(model.network().parameters());
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private void addTo(Parameters decoder) throws IOException {
    try (Parameters factors = new Parameters();
        LowRankProducts products =
            new LowRankProducts(matrices(decoder), spec.rank(), spec.alpha(), factors)) {
      NetworkWeights.read(bundle, factors);
      products.add();
    }
  }

  private List<Parameter> matrices(Parameters decoder) throws BundleException {
    Map<String, Parameter> known =
        decoder.all().stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    List<Parameter> matrices = new ArrayList<>();
    for (String name : spec.matrices()) {
      Parameter matrix = known.get(name);
      if (matrix == null) {
        throw new BundleException(
            "The adapter [%s] adds to the matrix [%s]; expected one that the decoder has, which are %s. Get the bundle again"
                .formatted(bundle.location(), name, known.keySet()));
      }
      matrices.add(matrix);
    }
    return matrices;
  }
}
