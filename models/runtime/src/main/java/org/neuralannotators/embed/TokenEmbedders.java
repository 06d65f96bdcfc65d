package org.neuralannotators.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.embed.words.WordVectors;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.elmo.ElmoModel;

/** Loads token embedders of any kind. Thread-safe. */
public final class TokenEmbedders {
  private static final String ZIP = ".zip";

  private TokenEmbedders() {}

  /**
   * The embedder of a model with the default options; see {@link #load(String, EmbedderOptions)}.
   */
  public static TokenEmbedder load(String location) throws IOException {
    return load(location, EmbedderOptions.DEFAULT);
  }

  /**
   * The embedder of a bundle of the kind {@link ElmoModel#KIND} or {@link EncoderBundle#KIND}, or
   * of a file that {@link WordVectors} reads. Whoever loads the same bundle with the same options
   * shares one model, which is freed when the last embedder is closed, or dropped without close; a
   * file of word vectors is read anew.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @throws BundleException when there is no such model, or it hasn't what the options ask for
   */
  public static TokenEmbedder load(String location, EmbedderOptions options) throws IOException {
    if (isVectorFile(location)) {
      requireNeitherStateNorMix(location, options);
      return new ReadingEmbedder(WordVectorEmbedder.read(Path.of(location)));
    }
    return new SharedEmbedder(
        ModelRegistry.acquire(
            location, options.toString(), TokenEmbedder.class, bundle -> read(bundle, options)));
  }

  /** Whether a location is that of a file of word vectors, as far as its name tells. */
  public static boolean isVectorFile(String location) {
    try {
      return Files.isRegularFile(Path.of(location)) && !location.endsWith(ZIP);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The embedder of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds none, or not what the options ask for
   */
  public static TokenEmbedder read(ModelBundle bundle, EmbedderOptions options) throws IOException {
    return new ReadingEmbedder(open(bundle, options));
  }

  private static TokenEmbedder open(ModelBundle bundle, EmbedderOptions options)
      throws IOException {
    ModelManifest manifest = bundle.manifest();
    if (manifest.kind().equals(ElmoModel.KIND) && options.carryState()) {
      return new CarryingElmoEmbedder(manifest, elmo(bundle, options.layers()), options);
    }
    if (manifest.kind().equals(EncoderBundle.KIND)) {
      requireNeitherStateNorMix(bundle.location(), options);
    }
    return new NetworkEmbedder<>(manifest, network(bundle, options.layers()), options);
  }

  /**
   * The layers of an open bundle of the same kinds, for another network; the bundle may be closed
   * afterwards.
   *
   * @throws BundleException when it holds no embedder
   */
  public static TokenLayers layers(ModelBundle bundle) throws IOException {
    return new NetworkLayers<>(network(bundle, EmbedderOptions.Layers.ALL));
  }

  private static EmbeddingNetwork<?> network(ModelBundle bundle, EmbedderOptions.Layers layers)
      throws IOException {
    return switch (bundle.manifest().kind()) {
      case ElmoModel.KIND -> elmo(bundle, layers);
      case EncoderBundle.KIND -> new EncoderEmbedding(EncoderBundle.read(bundle), layers);
      default -> throw otherKind(bundle);
    };
  }

  /**
   * Checks that an open bundle holds an embedder, without reading its weights.
   *
   * @throws BundleException when it doesn't
   */
  public static void require(ModelBundle bundle) throws BundleException {
    String kind = bundle.manifest().kind();
    if (!kind.equals(ElmoModel.KIND) && !kind.equals(EncoderBundle.KIND)) {
      throw otherKind(bundle);
    }
  }

  private static BundleException otherKind(ModelBundle bundle) {
    return new BundleException(
        "The bundle [%s] is of the kind [%s]; expected one that embeds tokens: [%s] or [%s]"
            .formatted(
                bundle.location(), bundle.manifest().kind(), ElmoModel.KIND, EncoderBundle.KIND));
  }

  private static ElmoEmbedding elmo(ModelBundle bundle, EmbedderOptions.Layers layers)
      throws IOException {
    ElmoModel model = ElmoModel.read(bundle);
    if (layers == EmbedderOptions.Layers.MIX && model.mix() == null) {
      model.close();
      throw noMix(bundle.location());
    }
    return new ElmoEmbedding(model, layers);
  }

  private static void requireNeitherStateNorMix(String location, EmbedderOptions options)
      throws BundleException {
    if (options.carryState()) {
      throw new BundleException(
          "["
              + location
              + "] has no state to carry; expected a bundle of the kind ["
              + ElmoModel.KIND
              + "]. Embed each sentence for itself");
    }
    if (options.layers() == EmbedderOptions.Layers.MIX) {
      throw noMix(location);
    }
  }

  private static BundleException noMix(String location) {
    return new BundleException(
        "["
            + location
            + "] has no weights for a mix of layers; expected a bundle with a trained mix. Take"
            + " all layers, the top or the mean");
  }

  /** A lease on an embedder. */
  private record SharedEmbedder(Lease<TokenEmbedder> lease) implements TokenEmbedder {
    @Override
    public List<float[][]> embed(List<? extends List<String>> sentences) {
      return lease.model().embed(sentences);
    }

    @Override
    public int dimension() {
      return lease.model().dimension();
    }

    @Override
    public ModelManifest manifest() {
      return lease.model().manifest();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
