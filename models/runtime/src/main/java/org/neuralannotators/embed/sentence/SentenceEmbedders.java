package org.neuralannotators.embed.sentence;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.model.PredictorOptions;

/** Loads embedders of texts. Thread-safe. */
public final class SentenceEmbedders {
  private SentenceEmbedders() {}

  /**
   * Whether a location is that of a bundle with a model that embeds texts, told by its manifest.
   *
   * @param location as for {@link #load(String)}, or a file of word vectors
   * @throws BundleException when there is no such bundle
   */
  public static boolean isOne(String location) throws IOException {
    return !TokenEmbedders.isVectorFile(location)
        && ModelRepository.standard().manifest(location).kind().equals(SentenceModel.KIND);
  }

  /**
   * How a model that embeds texts runs, where options of any embedder were given.
   *
   * @param location of the model
   * @throws BundleException when they ask for what only vectors of tokens have: other layers than
   *     the last, or a state that is carried
   */
  public static PredictorOptions options(String location, EmbedderOptions given)
      throws BundleException {
    if (given.layers() != Layers.TOP) {
      throw forTokens("layers", given.layers(), Layers.TOP, location);
    }
    if (given.carryState()) {
      throw forTokens("carryState", true, false, location);
    }
    return PredictorOptions.DEFAULT.withRun(given.run());
  }

  private static BundleException forTokens(
      String option, Object given, Object expected, String location) {
    return new BundleException(
        "%s [%s]; expected [%s], as [%s] embeds texts"
            .formatted(option, given, expected, location));
  }

  /** With the default options and prompt; see {@link #load(String, PredictorOptions, String)}. */
  public static SentenceEmbedder load(String location) throws IOException {
    return load(location, PredictorOptions.DEFAULT, null);
  }

  /**
   * The embedder of a bundle. Whoever loads the same bundle with the same options and prompt shares
   * one model, which is freed when the last embedder is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads and batches, whose tokens are word pieces
   * @param prompt what is put before each text: the name of one of the model's prompts, such as
   *     {@code query}, or else the text itself; null for the model's default
   * @throws BundleException when there is no such bundle or it embeds no texts
   */
  public static SentenceEmbedder load(String location, PredictorOptions options, String prompt)
      throws IOException {
    return new Face(
        OpenModel.shared(
            SentenceEmbedder.class,
            location,
            options + " " + prompt,
            bundle -> open(bundle, options, prompt)));
  }

  /**
   * The embedder of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @param prompt as for {@link #load(String, PredictorOptions, String)}
   * @throws BundleException when it embeds no texts
   */
  public static SentenceEmbedder read(ModelBundle bundle, PredictorOptions options, String prompt)
      throws IOException {
    return new Face(OpenModel.own(open(bundle, options, prompt)));
  }

  private static LoadedModel<SentenceEmbedding> open(
      ModelBundle bundle, PredictorOptions options, String prompt) throws IOException {
    SentenceModel model = SentenceModel.read(bundle);
    return LoadedModel.onLanes(
        "sentence embedder",
        bundle.manifest(),
        options.run(),
        model::close,
        lanes -> new SentenceEmbedding(model, prompt, lanes, options));
  }

  private record Face(OpenModel<SentenceEmbedding> model)
      implements SentenceEmbedder, PredictorFace<SentenceEmbedding> {
    @Override
    public float[][] embed(List<String> texts) {
      return model.run(embedding -> embedding.embed(texts));
    }

    @Override
    public int dimension() {
      return model.run(SentenceEmbedding::dimension);
    }
  }
}
