package org.neuralannotators.encode.elmo;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Parameters;

/**
 * ELMo's language model as a bundle holds it: the file {@code weights.safetensors}. {@link
 * #close()} frees the network.
 */
public final class ElmoModel implements AutoCloseable {
  /** The kind that such a bundle's manifest names. */
  public static final String KIND = "elmo";

  private final Parameters parameters = new Parameters();
  private final BiLanguageModel network;

  /** Null where the bundle has no weights for a mix of layers. */
  private final ScalarMix mix;

  /** Lays out a network; its parameters have no memory yet. */
  public ElmoModel(ElmoArchitecture architecture) {
    network = new BiLanguageModel(parameters, architecture, new Dropout(0, false));
    mix =
        switch (architecture.mix()) {
          case NONE -> null;
          case PLAIN -> new ScalarMix(parameters, "mix", 1 + architecture.layers(), false);
          case NORMALIZED -> new ScalarMix(parameters, "mix", 1 + architecture.layers(), true);
        };
  }

  /**
   * Reads a model.
   *
   * @throws BundleException when the bundle is of another kind, or its parts don't fit together
   */
  public static ElmoModel read(ModelBundle bundle) throws IOException {
    bundle.requireKind(KIND);
    ElmoModel model = new ElmoModel(ManifestParts.network(bundle, ElmoArchitecture.class));
    try {
      NetworkWeights.read(bundle, model.parameters);
      return model;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The network. */
  public BiLanguageModel network() {
    return network;
  }

  /** The mix of layers that the bundle has weights for, or null. */
  public ScalarMix mix() {
    return mix;
  }

  /** All weights, by their names in a bundle; who makes a network fills them. */
  public Parameters parameters() {
    return parameters;
  }

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  public ModelManifestBuilder manifest(String name) {
    return ModelManifest.builder(KIND, name).network(network.architecture());
  }

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  public BundleWriter files(TensorType type) {
    return NetworkWeights.write(parameters.all(), type, new BundleWriter());
  }

  @Override
  public void close() {
    parameters.close();
  }
}
